import type { Milestone } from '../domain/clock-rule.ts';
import type { ActTaken } from '../domain/event.ts';
import { itemOutcomeTitle } from '../domain/item-outcome.ts';
import type { PaperField, PaperSubject, PaperTick } from '../domain/paper.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import type { Extension, FollowUp, Petition, Reply } from '../domain/petition.ts';
import { channelTitle, sourceTitle } from '../domain/registering.ts';
import { type Instant, type LocalDay, localDayOf, paperDay } from '../domain/time.ts';
import { appealTitles, deliveryTitles, toldHowTitles } from '../domain/titles.ts';

/** The file and which of several letters, verifications and so on is printed, counted from 1. */
export interface Subject {
  readonly file: PaperFile;
  readonly instance: number;
  /** Which claim a repeated row is about, counted from 0. */
  readonly item?: number;
}

/** The fact as it is printed; undefined where the file does not have it. */
export function fieldOf(field: PaperField, subject: Subject): string | undefined {
  const value = fields[field](subject.file, subject.instance - 1, subject.item ?? 0);
  return value === '' ? undefined : value;
}

export function tickOf(tick: PaperTick, { file }: Subject): boolean {
  return ticks[tick](file.petition);
}

/** How many claims the reply in force answers one by one. */
export function itemsIn({ petition }: PaperFile): number {
  return lastReply(petition)?.items?.length ?? 0;
}

/** How many papers of this kind the file has. */
export function countOf(each: PaperSubject, { petition }: PaperFile): number {
  return subjects[each](petition).length;
}

/** Who reached the milestone last. */
export function actAt(milestone: Milestone, { events, regime }: PaperFile): ActTaken | undefined {
  return events.findLast((event): event is ActTaken => {
    if (event.type !== 'actTaken') return false;
    const act = regime.stages[event.from]?.acts[event.act] ?? regime.standingActs[event.act];
    return act?.marks?.includes(milestone) ?? false;
  });
}

/** `（信访分管领导　周演示）`: who it was, printed small beside what was written by hand. */
export function personText(title: string, id: string, { directory }: PaperFile): string {
  return `（${[title, directory.staff.get(id)?.name ?? ''].filter(Boolean).join('　')}）`;
}

export function dayText(day: LocalDay): string {
  return paperDay(day);
}

export function dayOfInstant(at: Instant): string {
  return dayText(localDayOf(at));
}

const subjects = {
  verification: ({ verifications }) => verifications,
  letter: ({ letters }) => letters,
  supervision: ({ supervisions }) => supervisions,
  extension: granted,
} satisfies Record<PaperSubject, (petition: Petition) => readonly unknown[]>;

function granted({ extensions }: Petition): readonly Extension[] {
  return extensions.filter(({ outcome }) => outcome === 'granted');
}

type Field = (file: PaperFile, index: number, item: number) => string | undefined;

const day = (value: LocalDay | undefined) => (value === undefined ? undefined : dayText(value));
const at = (value: Instant | undefined) => (value === undefined ? undefined : dayOfInstant(value));
const verification = ({ petition }: PaperFile, index: number) => petition.verifications[index];
const statement = (file: PaperFile, index: number) => verification(file, index)?.statements.at(-1);
const letter = ({ petition }: PaperFile, index: number) => petition.letters[index];
const supervision = ({ petition }: PaperFile, index: number) => petition.supervisions[index];
const extension = ({ petition }: PaperFile, index: number) => granted(petition)[index];
const unit = ({ directory }: PaperFile, id: string | undefined) =>
  id === undefined ? undefined : directory.units.get(id)?.name;
const caseClock = ({ petition, regime }: PaperFile) =>
  petition.clocks.findLast(({ clock }) => regime.clocks[clock]?.extendable === true);

const petitionerFields = {
  petitionerName: ({ particulars }) => particulars.petitioner.name,
  salutation: ({ particulars }) => particulars.petitioner.name || '信访人',
  peopleCount: ({ petition }) => `${petition.facts.peopleCount}人`,
  phone: ({ particulars }) => particulars.petitioner.phone,
  idNumber: ({ particulars }) => particulars.petitioner.idNumber,
  address: ({ particulars }) => particulars.petitioner.address,
  // 「关于……的」 is printed on the forms already.
  title: ({ particulars }) => particulars.title.replace(/^关于/, ''),
  body: ({ particulars }) => particulars.body,
} satisfies Partial<Record<PaperField, Field>>;

const requestFields = {
  verificationNumber: (file, index) => verification(file, index)?.number,
  requirement: (file, index) => verification(file, index)?.requirement,
  statementBasics: (file, index) => statement(file, index)?.basicFacts,
  statementFindings: (file, index) => statement(file, index)?.findings,
  statementCommunication: (file, index) => statement(file, index)?.communication,
  letterNumber: (file, index) => letter(file, index)?.number,
  letterAddressee: (file, index) => letter(file, index)?.addressee,
  letterMatter: (file, index) => letter(file, index)?.matter,
  letterRequest: (file, index) => letter(file, index)?.request,
  letterDay: (file, index) => at(letter(file, index)?.sentAt),
  supervisionNumber: (file, index) => supervision(file, index)?.number,
  supervisionReason: (file, index) => ended(supervision(file, index)?.reason),
  supervisionDue: (file, index) => day(supervision(file, index)?.dueOn),
  supervisionDay: (file, index) => at(supervision(file, index)?.openedAt),
  extensionReason: (file, index) => ended(extension(file, index)?.reason),
  extensionDays: (file, index) => extension(file, index)?.days.toString(),
  extendedDue: (file) => at(caseClock(file)?.dueAt),
  extensionDay: (file, index) => at(extension(file, index)?.decidedAt),
} satisfies Partial<Record<PaperField, Field>>;

const handlingFields = {
  channel: ({ petition, regime }) => channelTitle(petition.facts.channel, regime),
  source: ({ petition, regime }) => sourceTitle(petition.facts.source, regime),
  category: ({ petition }) => petition.facts.category,
  appealType: ({ petition }) => appealTitles[petition.facts.appealType],
  instruction: ({ petition }) => petition.assignments.at(-1)?.opinion,
  caseworkerName: ({ petition, directory }) =>
    directory.staff.get(petition.assignments.at(-1)?.caseworkerId ?? '')?.name,
  toldHow: ({ petition }) => titleIn(toldHowTitles, lastReply(petition)?.told.how),
  toldDay: ({ petition }) => day(lastReply(petition)?.told.on),
  informedHow: ({ petition }) => titleIn(toldHowTitles, petition.informed?.how),
  deliveredHow: ({ petition }) => titleIn(deliveryTitles, petition.deliveredReply?.channel),
  deliveredDay: ({ petition }) => day(petition.deliveredReply?.on),
  contactDay: ({ petition }) => day(petition.contacts.at(-1)?.on),
  contactSummary: ({ petition }) => petition.contacts.at(-1)?.summary,
  reworkReason: ({ petition }) => ended(petition.reworks.at(-1)?.reason),
} satisfies Partial<Record<PaperField, Field>>;

const claim = ({ petition }: PaperFile, item: number) => lastReply(petition)?.items?.[item];
const itemFields = {
  itemNumber: (file, _index, item) => (claim(file, item) ? `${item + 1}` : undefined),
  itemClaim: (file, _index, item) => claim(file, item)?.claim,
  itemFinding: (file, _index, item) => claim(file, item)?.finding,
  itemAnswer: (file, _index, item) => claim(file, item)?.answer,
  itemOutcome: (file, _index, item) => {
    const outcome = claim(file, item)?.outcome;
    return outcome === undefined ? undefined : itemOutcomeTitle(outcome, file.regime);
  },
  itemReason: (file, _index, item) => claim(file, item)?.reason,
} satisfies Partial<Record<PaperField, Field>>;

function titleIn<Value extends string>(
  titles: Readonly<Record<Value, string>>,
  value: Value | undefined,
): string | undefined {
  return value === undefined ? undefined : titles[value];
}

const fields: Readonly<Record<PaperField, Field>> = {
  ...petitionerFields,
  ...requestFields,
  ...handlingFields,
  ...itemFields,
  office: ({ regime }) => regime.papers?.office,
  number: ({ petition }) => petition.number,
  visitNumber: ({ petition }) => petition.visitNumber,
  platformNumber: ({ petition }) => petition.facts.platformNumber,
  receivedDay: ({ petition }) => at(petition.facts.receivedAt),
  registeredDay: ({ petition }) => at(petition.registeredAt),
  unitName: (file) => unit(file, file.petition.assignments.at(-1)?.unitId),
  receptionUnit: (file) => unit(file, file.petition.visit?.unitId),
  assignedDay: ({ petition }) => at(petition.assignments.at(-1)?.assignedAt),
  dueDay: (file) => at(caseClock(file)?.dueAt),
  findings: ({ petition }) => lastReply(petition)?.findings,
  reply: ({ petition }) => lastReply(petition)?.reply,
  followUpDay: ({ petition }) => day(lastVisit(petition)?.on),
  followUpBy: (file) => {
    const visit = lastVisit(file.petition);
    return visit && personText('', visit.by, file);
  },
  concludedDay: ({ petition }) => at(petition.concludedAt),
  informedDay: ({ petition }) => day(petition.informed?.on),
  competentOrgan: ({ petition }) => petition.transfer?.competentOrgan,
  legalBasis: ({ petition }) => petition.transfer?.legalBasis,
};

/** A sentence goes on after it. */
function ended(text: string | undefined): string | undefined {
  return text?.replace(/[。；，\s]+$/u, '');
}

/** What was sent back for redo stays on the file and is not printed. */
function lastReply({ replies }: Petition): Reply | undefined {
  return replies.findLast(({ sentBackAt }) => sentBackAt === undefined);
}

/** The one that reached somebody, where any did. */
function lastVisit({ followUps }: Petition): FollowUp | undefined {
  return followUps.findLast(({ outcome }) => outcome !== 'unreachable') ?? followUps.at(-1);
}

const ticks: Readonly<Record<PaperTick, (petition: Petition) => boolean>> = {
  superior: ({ facts }) => facts.source === 'superior',
  own: ({ facts }) => facts.source === 'own',
  letter: ({ facts }) => facts.channel === 'letter',
  visit: ({ facts }) => facts.channel === 'visit',
  call: ({ facts }) => facts.channel === 'call',
  online: ({ facts }) => facts.channel === 'online',
  agent: ({ facts }) => facts.channel === 'agent',
  email: ({ facts }) => facts.channel === 'email',
  fax: ({ facts }) => facts.channel === 'fax',
  repeated: ({ facts }) => facts.repeated,
  satisfied: (petition) => lastVisit(petition)?.outcome === 'satisfied',
  basicallySatisfied: (petition) => lastVisit(petition)?.outcome === 'basicallySatisfied',
  dissatisfied: (petition) => lastVisit(petition)?.outcome === 'dissatisfied',
  byPhone: (petition) => lastVisit(petition)?.method === 'phone',
  inPerson: (petition) => lastVisit(petition)?.method === 'inPerson',
  consultationYes: ({ flags }) => flags?.weeklyConsultation === true,
  consultationNo: ({ flags }) => flags?.weeklyConsultation === false,
  supervisionYes: ({ flags }) => flags?.supervision === true,
  supervisionNo: ({ flags }) => flags?.supervision === false,
};
