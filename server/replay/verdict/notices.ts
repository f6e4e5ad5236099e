import type { ActTaken } from '../../domain/event.ts';
import { chineseMoment } from '../../domain/time.ts';
import type { Memory } from '../../sandbox/memories.ts';
import {
  type Evidence,
  type Finding,
  type MessageRecord,
  noticeNumber,
  remembered,
} from './evidence.ts';
import { phoneCards } from './phone-cards.ts';

type Notice = Extract<Memory, { readonly kind: 'notice' }>;

/** Of every dispatch all whom the regulation wants told hold a notice, in our books and on their telephones. */
export function everyRecipientNotified(evidence: Evidence): Finding {
  const { petitions, messages } = evidence;
  const holders = holdersByMessage(evidence);
  const dispatches = petitions.flatMap(({ petition, events }) =>
    events.flatMap((event) => {
      if (event.type !== 'actTaken') return [];
      const { recipients = event.outcome.liaisons ?? [] } = event.outcome;
      return recipients.length > 0 ? [{ petition, event, recipients }] : [];
    }),
  );
  const people = dispatches.reduce((sum, { recipients }) => sum + recipients.length, 0);
  return {
    title: '每次交办，应收的人（联络员A角、B角等）都收到通知',
    figures: `交办（含改派、裁定）${dispatches.length}次，核对${people}人次`,
    faults: dispatches.flatMap(({ petition, event, recipients }) => {
      const own = messages.filter(({ petitionId }) => petitionId === petition.id);
      return recipients.flatMap((recipient, index) => {
        const fault = notifiedFault(event, recipient, own, holders);
        const place = `${petition.number} ${chineseMoment(event.at)}交办，第${index + 1}人`;
        return fault === null ? [] : [`${place}${fault}`];
      });
    }),
  };
}

function notifiedFault(
  event: ActTaken,
  recipient: string,
  messages: readonly MessageRecord[],
  holders: ReadonlyMap<number, ReadonlySet<string>>,
): string | null {
  const written = messages.filter(
    ({ createdAt, recipients }) =>
      createdAt === event.at && recipients.some(({ staffId }) => staffId === recipient),
  );
  if (written.length === 0) return '在数据库中没有通知。';
  // Taken on before it could be sent, as while DingTalk is away: nobody is called to a step that is over.
  const isOver = written.some(({ reason }) => reason === STEP_OVER);
  const shown = written.some(({ id }) => holders.get(id)?.has(recipient) === true);
  return shown || isOver ? null : '的手机没有收到通知。';
}

/** On whose telephones each message is, as a notice or as a card. */
function holdersByMessage({ sandbox, cards }: Evidence): ReadonlyMap<number, ReadonlySet<string>> {
  const holders = new Map<number, Set<string>>();
  const hold = (id: number, userId: string) =>
    holders.set(id, (holders.get(id) ?? new Set()).add(userId));
  for (const { card, recipients } of remembered(sandbox, 'notice')) {
    // Of a message sent again after a kill DingTalk shows the first one and drops the second.
    const shown = recipients.filter(([, droppedAs]) => droppedAs === null);
    for (const [userId] of shown) hold(noticeNumber(card.markdown) ?? 0, userId);
  }
  const onPhones = phoneCards(sandbox);
  for (const { messageId, track } of cards) {
    for (const userId of onPhones.get(track)?.views.keys() ?? []) hold(messageId, userId);
  }
  return holders;
}

const STEP_OVER = 'stepOver';

/** Every message has come to an end that has a name, and DingTalk and we agree about what was sent. */
export function everyMessageAccountedFor({ messages, sandbox, cards }: Evidence): Finding {
  const notices = noticesByTask(sandbox);
  const shownCards = phoneCards(sandbox);
  const tracks = new Map(cards.map(({ messageId, track }) => [messageId, track]));
  const posts = new Set(remembered(sandbox, 'post').map(({ key }) => key));
  const states = Object.entries(stateTitles).map(([state, title]) => ({
    title,
    count: messages.filter((message) => message.state === state).length,
  }));
  const counted = states
    .filter(({ count }) => count > 0)
    .map(({ title, count }) => `${title}${count}`);
  const numbers = new Set(messages.map(({ id }) => id));
  return {
    title: '每条通知都有下落',
    figures: `通知${messages.length}条：${counted.join('、')}；钉钉记录通知${notices.size}条、卡片${shownCards.size}张、群消息${posts.size}条`,
    faults: [
      ...messages.flatMap((message) => {
        const task = message.taskId ?? '';
        const known = message.group ? posts : tracks.has(message.id) ? shownCards : notices;
        const fault = endFault(message, known.has(task));
        return fault === null ? [] : [`通知${message.id}号（${message.template}）${fault}`];
      }),
      // Sent twice after a kill is possible; unknown to us is not: the numbers in the texts are ours.
      ...[...notices.values()]
        .filter(({ card }) => !numbers.has(noticeNumber(card.markdown) ?? 0))
        .map(({ taskId }) => `钉钉记录的通知任务${taskId}在数据库中没有出处。`),
      ...[...shownCards.keys()]
        .filter((track) => !cards.some((card) => card.track === track))
        .map((track) => `钉钉记录的卡片${track}在数据库中没有出处。`),
    ],
  };
}

function endFault({ state, reason }: MessageRecord, isKnown: boolean): string | null {
  switch (state) {
    case 'queued':
    case 'sending':
      return `仍为“${stateTitles[state]}”。`;
    case 'accepted':
    case 'delivered':
      return isKnown ? null : '已记为发出，钉钉没有记录。';
    default:
      return reason ? null : `为“${stateTitles[state]}”，没有原因。`;
  }
}

const stateTitles: Readonly<Record<string, string>> = {
  queued: '待发',
  sending: '发送中',
  accepted: '已受理',
  delivered: '已送达',
  blocked: '未送达',
  dead: '发送失败',
  expired: '过时未发',
  superseded: '已不需要',
};

function noticesByTask(sandbox: readonly Memory[]): ReadonlyMap<string, Notice> {
  return new Map(remembered(sandbox, 'notice').map((notice) => [String(notice.taskId), notice]));
}
