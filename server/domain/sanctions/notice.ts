import type { ClockId, RegimeId } from '../clock-rule.ts';
import type { StaffId, UnitId } from '../directory.ts';
import type { PetitionId } from '../petition.ts';
import type { Answers } from '../record.ts';
import { assertNever } from '../result.ts';
import type { Instant } from '../time.ts';
import type { MeasureId } from './rules.ts';

/** What has happened to the office's notices (通报、约谈通知、责任追究建议). Append-only; a notice is the fold. */
export type SanctionEvent =
  | NoticeDrafted
  | (Common & {
      readonly type: 'noticeIssued';
      readonly by: StaffId;
      /** The signer's title as it was. */
      readonly title: string;
      /** SVG path data. */
      readonly handwriting: string;
      /** Until when the unit owes its words, where the regulation names a time. */
      readonly owedBy?: Instant;
      readonly objectUntil?: Instant;
      readonly explanation: readonly string[];
    })
  | (Common & { readonly type: 'noticeExplained'; readonly by: StaffId; readonly words: string })
  | (Common & {
      readonly type: 'objectionRaised';
      readonly by: StaffId;
      readonly petitions: readonly PetitionId[];
      readonly reason: string;
    })
  | (Common & {
      readonly type: 'objectionDecided';
      readonly by: StaffId;
      readonly upheld: boolean;
      readonly reason: string;
      readonly handwriting: string;
    })
  | (Common & {
      readonly type: 'noticeWithdrawn';
      readonly by: StaffId | 'system';
      readonly why: string;
    })
  | (Common & {
      readonly type: 'outcomeRecorded';
      readonly by: StaffId;
      readonly answers: Answers;
    });

export interface NoticeDrafted extends Common {
  readonly type: 'noticeDrafted';
  readonly by: StaffId | 'system';
  readonly regime: { readonly id: RegimeId; readonly version: number };
  readonly about: NoticeAbout;
  readonly unitId?: UnitId;
  /** To be issued by then, with how that was counted. */
  readonly due?: { readonly at: Instant; readonly explanation: readonly string[] };
}

interface Common {
  readonly notice: NoticeId;
  readonly at: Instant;
}

export type NoticeId = string;

export type NoticeAbout =
  | {
      readonly kind: 'step';
      readonly step: string;
      /** The window counted in, as a period: `2026`. */
      readonly window: string;
      readonly counted: readonly CountedPetition[];
    }
  | {
      readonly kind: 'measure';
      readonly measure: MeasureId;
      readonly answers: Answers;
      readonly petition?: PetitionId;
    };

/** One overdue petition of a unit, with the clock that was missed first. */
export interface CountedPetition {
  readonly petition: PetitionId;
  readonly clock: ClockId;
  readonly dueAt: Instant;
}

export interface Notice {
  readonly id: NoticeId;
  readonly regime: { readonly id: RegimeId; readonly version: number };
  readonly about: NoticeAbout;
  readonly unitId?: UnitId;
  readonly draftedAt: Instant;
  readonly draftedBy: StaffId | 'system';
  readonly due?: NoticeDrafted['due'];
  readonly issued?: Extract<SanctionEvent, { readonly type: 'noticeIssued' }>;
  readonly explained?: Extract<SanctionEvent, { readonly type: 'noticeExplained' }>;
  /** Oldest first; the last is open while it is not decided. */
  readonly objections: readonly Objection[];
  readonly withdrawn?: Extract<SanctionEvent, { readonly type: 'noticeWithdrawn' }>;
  readonly outcome?: Extract<SanctionEvent, { readonly type: 'outcomeRecorded' }>;
  readonly events: readonly SanctionEvent[];
}

export interface Objection {
  readonly raised: Extract<SanctionEvent, { readonly type: 'objectionRaised' }>;
  readonly decided?: Extract<SanctionEvent, { readonly type: 'objectionDecided' }>;
}

/** Every notice there has been, in the order drafted. */
export function noticesOf(events: readonly SanctionEvent[]): readonly Notice[] {
  const notices = new Map<NoticeId, Notice>();
  for (const event of events) {
    const before = notices.get(event.notice);
    notices.set(event.notice, after(before, event));
  }
  return [...notices.values()];
}

/** The notice of this measure about the petition that has not been withdrawn. */
export function standingMeasure(
  notices: readonly Notice[],
  measure: MeasureId,
  petition: PetitionId,
): Notice | undefined {
  return notices.find(
    ({ about, withdrawn }) =>
      !withdrawn &&
      about.kind === 'measure' &&
      about.measure === measure &&
      about.petition === petition,
  );
}

/** The objection that nobody has decided yet. */
export function openObjection({ objections, withdrawn }: Notice): Objection | undefined {
  const last = objections.at(-1);
  return withdrawn === undefined && last?.decided === undefined ? last : undefined;
}

/** The petitions that a unit may object to: those counted that no objection of this notice has been decided on. */
export function countedIn({ about, objections }: Notice): readonly PetitionId[] {
  if (about.kind !== 'step') return [];
  const settled = objections.flatMap(({ raised }) => raised.petitions);
  return about.counted
    .map(({ petition }) => petition)
    .filter((petition) => !settled.includes(petition));
}

/** Whether the unit still owes its words; while its objection is undecided it does not. */
export function isOwed(notice: Notice): boolean {
  const { issued, explained, withdrawn } = notice;
  return issued !== undefined && !explained && !withdrawn && !openObjection(notice);
}

function after(notice: Notice | undefined, event: SanctionEvent): Notice {
  if (event.type === 'noticeDrafted') return drafted(event);
  if (!notice) throw new Error(`${event.type} before the draft`);
  const events = [...notice.events, event];
  switch (event.type) {
    case 'noticeIssued':
      return { ...notice, events, issued: event };
    case 'noticeExplained':
      return { ...notice, events, explained: event };
    case 'objectionRaised':
      return { ...notice, events, objections: [...notice.objections, { raised: event }] };
    case 'objectionDecided':
      return { ...notice, events, objections: decided(notice.objections, event) };
    case 'noticeWithdrawn':
      return { ...notice, events, withdrawn: event };
    case 'outcomeRecorded':
      return { ...notice, events, outcome: event };
    default:
      return assertNever(event);
  }
}

function drafted(event: NoticeDrafted): Notice {
  const { notice: id, at: draftedAt, by: draftedBy, regime, about, unitId, due } = event;
  return {
    id,
    regime,
    about,
    draftedAt,
    draftedBy,
    objections: [],
    events: [event],
    ...(unitId === undefined ? {} : { unitId }),
    ...(due === undefined ? {} : { due }),
  };
}

function decided(
  objections: readonly Objection[],
  event: NonNullable<Objection['decided']>,
): readonly Objection[] {
  return objections.map((objection, index) =>
    index === objections.length - 1 ? { ...objection, decided: event } : objection,
  );
}
