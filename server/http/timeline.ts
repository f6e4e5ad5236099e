import type { TimelineEntry } from '../contract/view.ts';
import type { ActTaken, PetitionEvent } from '../domain/event.ts';
import { spanText, workingTimeText } from '../domain/message-variables.ts';
import type { Petition, RunningClock } from '../domain/petition.ts';
import type { Answers, RecordId } from '../domain/record.ts';
import { assertNever } from '../domain/result.ts';
import { chineseMoment } from '../domain/time.ts';
import { writtenWith } from './timeline-acts.ts';
import type { ViewContext } from './views/context.ts';
import { nameOf } from './views/people.ts';
import { answerViews } from './views/record.ts';

/** What happened, one sentence each, in the order of time: a deadline missed stands where it was missed. */
export function timelineOf(
  petition: Petition,
  events: readonly PetitionEvent[],
  context: ViewContext,
): readonly TimelineEntry[] {
  return events
    .map((event) => entryOf(event, petition, context))
    .toSorted((left, right) => left.at - right.at);
}

type Sentence = Pick<TimelineEntry, 'text' | 'details' | 'tone'> & { readonly who?: string };

function entryOf(event: PetitionEvent, petition: Petition, context: ViewContext): TimelineEntry {
  const at = event.type === 'clockStarted' ? event.clock.startedAt : event.at;
  return { at, atText: chineseMoment(at), ...sentenceOf(event, petition, context) };
}

function sentenceOf(event: PetitionEvent, petition: Petition, context: ViewContext): Sentence {
  switch (event.type) {
    case 'petitionRegistered': {
      const who = nameOf(event.by, context.directory);
      return { ...plain(`${who}登记了本件，编号${event.number}。`), who };
    }
    case 'actTaken':
      return actSentence(event, context);
    case 'clockStarted': {
      const { clock } = event;
      const due = chineseMoment(originallyDue(clock, petition));
      return plain(`“${clockTitle(clock.clock, context)}”开始计时，期限${due}。`);
    }
    case 'clockStopped':
      return stoppedSentence(event, petition, context);
    case 'deadlinePassed':
      return {
        text: `“${clockTitle(event.clock, context)}”到期，未按时完成。`,
        details: [],
        tone: 'bad',
      };
    case 'deadlineMoved':
      return {
        text: `“${clockTitle(event.clock, context)}”调整为${chineseMoment(event.dueAt)}（${event.why}）。`,
        details: [...event.explanation],
        tone: 'warning',
      };
    case 'regimeAdopted':
      return {
        text: `本件改按制度第${event.to}版办理（原为第${event.from}版）。`,
        details: [event.why],
        tone: 'warning',
      };
    case 'reminderDue':
      return plain(
        `已提醒：“${clockTitle(event.clock, context)}”${reminderText(event, context)}。`,
      );
    case 'petitionerRated':
      return { ...plain('信访人自行作出评价。'), details: recordDetails(event, context) };
    case 'readingGiven': {
      const { by, reader, title, together } = event.reading;
      const who = nameOf(by, context.directory);
      const others = together > 1 ? `（与另外${together - 1}件一并）` : '';
      return {
        ...plain(`${who}将本件呈${nameOf(reader, context.directory)}${title}${others}。`),
        who,
      };
    }
    case 'readingAnswered': {
      const who = nameOf(event.by, context.directory);
      return event.instruction === ''
        ? { ...plain(`${who}已阅本件。`), who }
        : { ...plain(`${who}对本件作出批示。`), details: [`批示：${event.instruction}`], who };
    }
    default:
      return assertNever(event);
  }
}

function actSentence(event: ActTaken, context: ViewContext): Sentence {
  const who = nameOf(event.by, context.directory);
  const { suffix, details, tone } = writtenWith(event, context);
  const late = event.outcome.late ? `（逾期${workingTimeText(event.outcome.lateByMs ?? 0)}）` : '';
  return {
    who,
    text: `${who}办理“${event.title}”${late}${suffix === '' ? '' : `，${suffix}`}。`,
    details: [...details, ...(event.record ? recordDetails(event.record, context) : [])],
    tone: event.outcome.late ? 'warning' : tone,
  };
}

/** `听证——是否举行：是；……`: which record was written, and what it says. */
function recordDetails(
  filed: { readonly record: RecordId; readonly answers: Answers },
  context: ViewContext,
): string[] {
  const title = context.regime.records?.[filed.record]?.title ?? filed.record;
  const answers = answerViews(filed, context).map(({ label, value }) => `${label}：${value}`);
  return [`${title}——${answers.join('；') || '没有填写内容'}`];
}

function stoppedSentence(
  {
    clock: id,
    instance,
    at,
  }: { readonly clock: string; readonly instance: number; readonly at: number },
  petition: Petition,
  context: ViewContext,
): Sentence {
  const clock = clockOf(petition, id, instance);
  const title = clockTitle(id, context);
  if (!clock || clock.stoppedAt === undefined || at <= clock.dueAt) {
    return plain(`“${title}”停止计时，未超期。`);
  }
  const late = spanText(context.calendar, clock.dueAt, clock.stoppedAt);
  return { text: `“${title}”停止计时，超期${late}。`, details: [], tone: 'warning' };
}

function reminderText(
  { clock, warning }: { readonly clock: string; readonly warning: number },
  { regime }: ViewContext,
): string {
  const side = regime.clocks[clock]?.warnings[warning]?.side;
  return side === 'after' ? '已超期' : '即将到期';
}

/** What was announced when the clock started, before anything moved it. */
function originallyDue({ clock, instance, dueAt }: RunningClock, petition: Petition) {
  return clockOf(petition, clock, instance)?.moved[0]?.from ?? dueAt;
}

function clockOf(petition: Petition, id: string, instance: number): RunningClock | undefined {
  return petition.clocks.find((clock) => clock.clock === id && clock.instance === instance);
}

function clockTitle(clock: string, { regime }: ViewContext): string {
  return regime.clocks[clock]?.title ?? clock;
}

function plain(text: string): Sentence {
  return { text, details: [], tone: 'normal' };
}
