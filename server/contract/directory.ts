import { z } from 'zod';
import { commandId, dayText, identifier, moment, text } from './field.ts';

const absenceReason = z.enum(['duty', 'leave', 'training', 'other'], {
  error: '请选择外出事由。',
});

const post = z.string().max(64).optional();
/** Of DingTalk: what the office file allows as well. */
const newId = z
  .string({ error: '请填写钉钉编号（userid）。' })
  .regex(/^[\w.-]{1,64}$/, '钉钉编号只能含字母、数字、点、短横和下划线。');

const personEntry = z.strictObject({
  id: newId,
  name: text('姓名', 1, 30),
  title: text('职务', 1, 60),
  roles: z.array(z.string().max(64)).max(20),
  unitId: post,
  active: z.boolean(),
});

const unitEntry = z.strictObject({
  id: newId,
  name: text('单位名称', 1, 40),
  /** Staff ids by post of the regulation; a post without one is vacant. */
  posts: z.record(z.string().max(64), z.string().max(64)),
  active: z.boolean(),
});

/** GET /api/administration/directory */
export const administeredDirectory = z
  .object({
    version: z.int(),
    now: moment,
    units: z.array(unitEntry.extend({ petitions: z.int() })),
    staff: z.array(
      personEntry.extend({
        /** 外出至…，由…代。 */
        awayText: z.string().optional(),
      }),
    ),
    roles: z.array(z.object({ id: z.string(), title: z.string(), exactlyOne: z.boolean() })),
    /** The posts of a unit; `told` of every assignment, of whom `least` have to be different people. */
    posts: z.array(
      z.object({ id: z.string(), title: z.string(), vital: z.boolean(), told: z.boolean() }),
    ),
    least: z.int(),
    absences: z.array(
      z.object({
        id: z.int(),
        staffId: z.string(),
        from: z.string(),
        to: z.string(),
        reasonText: z.string(),
        begun: z.boolean(),
        standIns: z.array(z.string()),
      }),
    ),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'AdministeredDirectory', description: '单位、人员、岗位与外出登记' });

/** POST /api/administration/directory */
export const directoryChangeBody = z.strictObject({
  seenVersion: z.int(),
  reason: text('变动理由', 2, 200),
  /** Nothing is written; the answer says what would change. */
  check: z.boolean().optional(),
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('person'), person: personEntry }),
    z.strictObject({ kind: z.literal('unit'), unit: unitEntry }),
  ]),
});

export const directoryChanged = z
  .object({ version: z.int(), changes: z.array(z.string()), warnings: z.array(z.string()) })
  .meta({ id: 'DirectoryChanged', description: '变动内容（旧 → 新）与提醒' });

export const staffParams = z.strictObject({ id: identifier });

/** GET /api/administration/staff/:id/holdings */
export const holdings = z
  .object({
    name: z.string(),
    /** Roles and posts, in words. */
    posts: z.array(z.string()),
    petitions: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        stageTitle: z.string(),
        unitName: z.string().optional(),
        /** Named as caseworker, as opposed to waited for by virtue of a post. */
        caseworker: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Holdings', description: '此人手上的岗位与在办件' });

/** POST /api/administration/hand-overs */
export const handOverBody = z.strictObject({
  commandId,
  seenVersion: z.int(),
  from: identifier,
  to: identifier,
  reason: text('移交理由', 2, 200),
  /** The one who hands over leaves the office. */
  leaves: z.boolean(),
});

export const handOverResult = z
  .object({
    changes: z.array(z.string()),
    warnings: z.array(z.string()),
    petitions: z.array(
      z.object({ id: z.string(), number: z.string(), ok: z.boolean(), message: z.string() }),
    ),
  })
  .meta({ id: 'HandOverResult', description: '逐件移交结果' });

/** POST /api/administration/absences */
export const absenceBody = z
  .strictObject({ staffId: identifier, from: dayText, to: dayText, why: absenceReason })
  .refine(({ from, to }) => to >= from, { path: ['to'], error: '结束日期不能早于开始日期。' });

export const absenceParams = z.strictObject({
  id: z
    .string()
    .regex(/^\d{1,15}$/, '编号应为数字。')
    .transform(Number),
});

export type AdministeredDirectory = z.infer<typeof administeredDirectory>;
export type DirectoryChangeBody = z.input<typeof directoryChangeBody>;
export type DirectoryChangedView = z.infer<typeof directoryChanged>;
export type HoldingsView = z.infer<typeof holdings>;
export type HandOverBody = z.input<typeof handOverBody>;
export type HandOverResult = z.infer<typeof handOverResult>;
export type AbsenceBody = z.input<typeof absenceBody>;
