import { z } from 'zod';
import { instantText, text } from '../contract/field.ts';
import type { UnitId } from '../domain/directory.ts';
import type { AppealType, PetitionChannel, PetitionSource } from '../domain/petition-kinds.ts';
import { dayText, type Instant, type LocalDay, localDayOf } from '../domain/time.ts';

/** One record of the petitions file, in the words of the system. */
export interface FilePetition {
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly source: PetitionSource;
  readonly channel: PetitionChannel;
  readonly category: string;
  readonly appealType: AppealType;
  readonly petitioner: { readonly name: string; readonly phone: string; readonly idNumber: string };
  readonly address: string;
  readonly peopleCount: number;
  readonly representatives?: number;
  readonly unitId: UnitId;
  readonly receivedAt: Instant;
  readonly platformNumber?: string;
  readonly anonymous: boolean;
  readonly outOfJurisdiction: boolean;
  readonly repeated: boolean;
  readonly repeatOf?: number;
  readonly accusedIsLeader: boolean;
}

export type FileReading =
  | { readonly ok: true; readonly petitions: readonly FilePetition[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** What the office must know for a record to make sense. */
export interface FileOffice {
  /** Departments by name. */
  readonly units: ReadonlyMap<string, UnitId>;
  /** The file is another office's: its departments stand for ours in the order in which they turn up. */
  readonly borrowed?: true;
  /** Nothing is registered under a regulation before it is in force, and nothing computed beyond the calendar. */
  readonly firstDay: LocalDay;
  readonly lastDay: LocalDay;
}

/** Oldest first. Either all of it is sound or every fault is named by record and field, in Chinese. */
export function readPetitions(content: string, office: FileOffice): FileReading {
  const json = parsed(content);
  if (json === undefined) return { ok: false, problems: ['文件不是有效的 JSON。'] };
  if (!Array.isArray(json)) {
    return { ok: false, problems: ['文件内容应为数组，每个元素是一件信访件。'] };
  }
  if (json.length === 0) return { ok: false, problems: ['文件中没有信访件。'] };
  const schema = recordSchema(office.borrowed ? { ...office, units: lent(json, office) } : office);
  const problems: string[] = [];
  const petitions: FilePetition[] = [];
  for (const [index, value] of json.entries()) {
    const read = schema.safeParse(value, { error: wording });
    const faults = [
      ...(read.success ? [] : read.error.issues.map(faultText)),
      ...contradictions(value),
    ];
    problems.push(...faults.map((fault) => `${placeOf(index, value)}${fault}`));
    if (read.success) petitions.push(petitionOf(read.data));
  }
  problems.push(...repetitions(json));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, petitions: petitions.toSorted((a, b) => a.receivedAt - b.receivedAt) };
}

/** Each department that the file names, with one of ours. */
function lent(records: readonly unknown[], { units }: FileOffice): ReadonlyMap<string, UnitId> {
  const named = z.object({ suggestedDepartment: z.string() });
  const names = new Set(
    records.flatMap((record) => named.safeParse(record).data?.suggestedDepartment ?? []),
  );
  const ours = [...units.values()];
  return new Map(
    [...names].flatMap((name, index) => {
      const unit = units.get(name) ?? ours[index % ours.length];
      return unit === undefined ? [] : [[name, unit] as const];
    }),
  );
}

const sources = { 上级: 'superior', 本级: 'own' } as const;
const channels = {
  来信: 'letter',
  来访: 'visit',
  来电: 'call',
  网上信访: 'online',
  信访代办: 'agent',
} as const;
const appeals = {
  建议意见: 'suggestion',
  检举控告: 'accusation',
  申诉求决: 'appeal',
  咨询: 'inquiry',
  其他: 'other',
} as const;

function recordSchema({ units, firstDay, lastDay }: FileOffice) {
  return z.strictObject({
    id: z.int(),
    title: text('标题', 2, 100),
    body: text('信访诉求', 5, 10_000),
    source: oneOf(sources),
    form: oneOf(channels),
    category: text('内容分类', 2, 30),
    appealType: oneOf(appeals),
    petitioner: z.strictObject({
      name: z.string().trim().max(60, '姓名过长。'),
      phone: z
        .string()
        .trim()
        .max(30, '电话过长。')
        .regex(/^[\d\s+()-]*$/, '电话只能含数字、空格、括号和短横。'),
      idNumber: z
        .string()
        .trim()
        .regex(/^(\d{15}|\d{17}[\dXx])?$/, '身份证号应为15位或18位。'),
    }),
    peopleCount: z.int().min(1, '人数至少为1。').max(100_000, '人数过大。'),
    representatives: z.int().min(1).max(5, '代表不得超过5人。').nullable(),
    address: z.string().trim().max(200, '住址过长。'),
    suggestedDepartment: z.string().transform((name, context) => {
      const unitId = units.get(name);
      if (unitId !== undefined) return unitId;
      context.addIssue(`没有名为“${name}”的部室，应为${[...units.keys()].join('、')}之一。`);
      return z.NEVER;
    }),
    receivedAt: instantText.refine(
      (at) => localDayOf(at) >= firstDay && localDayOf(at) <= lastDay,
      `应在${dayText(firstDay)}（制度施行）与${dayText(lastDay)}（工作日历所及）之间。`,
    ),
    platformNo: z
      .string()
      .regex(/^\S{1,64}$/, '编号不得含空格，且不超过64个字符。')
      .nullable(),
    flags: z.strictObject({
      accusation: z.boolean(),
      group: z.boolean(),
      repeat: z.boolean(),
      outOfJurisdiction: z.boolean(),
      anonymous: z.boolean(),
      accusedIsLeader: z.boolean().exactOptional(),
    }),
    repeatOf: z.int().nullable(),
    accusedIsLeader: z.boolean().exactOptional(),
  });
}

type Fields = z.output<ReturnType<typeof recordSchema>>;

function petitionOf(record: Fields): FilePetition {
  const { form, suggestedDepartment, platformNo, representatives, repeatOf, flags, ...same } =
    record;
  return {
    ...same,
    channel: form,
    unitId: suggestedDepartment,
    ...(platformNo === null ? {} : { platformNumber: platformNo }),
    ...(representatives === null ? {} : { representatives }),
    ...(repeatOf === null ? {} : { repeatOf }),
    repeated: flags.repeat || repeatOf !== null,
    anonymous: flags.anonymous,
    outOfJurisdiction: flags.outOfJurisdiction,
    accusedIsLeader: record.accusedIsLeader ?? flags.accusedIsLeader ?? false,
  };
}

/** Fields that are sound one by one and do not go together. */
function contradictions(record: unknown): readonly string[] {
  const superior = z.object({ source: z.literal('上级'), platformNo: z.null() });
  const unnamed = z.object({
    petitioner: z.object({ name: z.literal('') }),
    flags: z.object({ anonymous: z.literal(false) }),
  });
  const accusation = z.object({
    appealType: z.string(),
    flags: z.object({ accusation: z.boolean() }),
  });
  const marked = accusation.safeParse(record).data;
  return [
    ...(superior.safeParse(record).success ? ['的 platformNo：上级交转件须有信访件编号。'] : []),
    ...(unnamed.safeParse(record).success
      ? ['的 petitioner.name：未署名的须在 flags.anonymous 标明。']
      : []),
    ...(marked && marked.flags.accusation !== (marked.appealType === '检举控告')
      ? ['的 flags.accusation：与 appealType 不一致。']
      : []),
  ];
}

/** Takes one of the Chinese words and gives ours. */
function oneOf<Word extends string, Value extends string>(words: Readonly<Record<Word, Value>>) {
  const known = Object.keys(words) as Word[];
  return z.enum(known, { error: `应为${known.join('、')}之一。` }).transform((word) => words[word]);
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** `第3条（id 7）的`, the records counted from 1 as people count them. */
function placeOf(index: number, value: unknown): string {
  const named = z.object({ id: z.union([z.number(), z.string()]) }).safeParse(value);
  return `第${index + 1}条${named.success ? `（id ${named.data.id}）` : ''}`;
}

function faultText({ path, message }: z.core.$ZodIssue): string {
  return path.length === 0 ? `：${message}` : `的 ${path.join('.')}：${message}`;
}

function repetitions(records: readonly unknown[]): readonly string[] {
  const ids = records.map((record) => z.object({ id: z.number() }).safeParse(record).data?.id);
  return ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    return id !== undefined && first < index
      ? [`第${index + 1}条（id ${id}）：id 与第${first + 1}条重复。`]
      : [];
  });
}

const { localeError: chinese } = z.locales.zhCN();

const wording: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'unrecognized_keys') return `不认识的字段 ${issue.keys.join('、')}。`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return '缺少此字段。';
  return chinese(issue);
};
