import { chineseMoment } from '../../domain/time.ts';
import {
  type Evidence,
  type Finding,
  isAccusation,
  type PetitionRecord,
  type StepRecord,
} from './evidence.ts';
import { phoneCards } from './phone-cards.ts';

/** No card asks for a step that is over: each reader sees how it ended and, where somebody took it, who was first. */
export function cardsShowTheEnd(evidence: Evidence): Finding {
  const { cards, steps, petitions } = evidence;
  const stepOf = new Map(steps.map((step) => [step.id, step]));
  const recordOf = new Map(petitions.map((record) => [record.petition.id, record]));
  const shown = phoneCards(evidence.sandbox);
  const looks = cards.map(({ messageId, stepId, track }) => {
    const step = stepOf.get(stepId);
    const record = recordOf.get(step?.petitionId ?? '');
    if (!step || !record) throw new Error(`card ${track} belongs to no step`);
    const views = [...(shown.get(track)?.views ?? [])];
    return { card: `通知${messageId}号的卡片`, step, record, views };
  });
  const over = looks.filter(({ step }) => step.status !== 'open');
  const faults = over.flatMap(({ card, step, record, views }) => {
    const unsaid = endFault(step, record, evidence);
    const unseen = views.flatMap(([userId, view]) => {
      const fault = viewFault(step, view);
      return fault === null ? [] : [`${card}在${userId}的手机上${fault}`];
    });
    return unsaid === null ? unseen : [`${card}${unsaid}`, ...unseen];
  });
  return {
    title: '卡片与环节一致：已过的环节不再可点，并写明谁先办理',
    figures: `卡片${cards.length}张，其中环节已过${over.length}张，核对${over.flatMap(({ views }) => views).length}人次`,
    faults,
  };
}

function viewFault(
  { status, statusText }: StepRecord,
  view: Readonly<Record<string, string>>,
): string | null {
  if (view.status !== status) return `仍为“${view.status}”，应为“${status}”。`;
  if (view.primaryLabel || view.secondaryLabel) return '还有可点的按钮。';
  return view.statusText === statusText ? null : `写作“${view.statusText}”。`;
}

/** What is said of the end, held against the events. Of an accusation nobody is named. */
function endFault(
  { status, statusText, closedAt }: StepRecord,
  { petition, events }: PetitionRecord,
  { office }: Evidence,
): string | null {
  const names = [...office.directory.staff.values()].map(({ name }) => name);
  if (isAccusation(petition)) {
    return names.some((name) => statusText.includes(name)) ? '写明了专办件的办理人。' : null;
  }
  if (status !== 'done' || closedAt === null) return null;
  // Something beside the flow may have been done in the same moment.
  const then = events.filter((event) => event.type === 'actTaken' && event.at === closedAt);
  if (then.length === 0) return '所说的办理没有对应的事件。';
  const nameOf = ({ by }: { readonly by: string }) => office.directory.staff.get(by)?.name ?? '';
  const acted = then.flatMap((event) => (event.type === 'actTaken' ? nameOf(event) : []));
  return acted.some((name) => statusText.startsWith(name)) &&
    statusText.includes(chineseMoment(closedAt))
    ? null
    : `没有写明${chineseMoment(closedAt)}由${acted.join('、')}办理。`;
}
