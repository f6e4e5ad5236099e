import type {
  ApprovalView,
  CardView,
  MessageView,
  PhoneView,
  ToDoView,
} from '../contract/sandbox.ts';
import { chineseMoment, type Instant } from '../domain/time.ts';
import { unwrapLink } from './card.ts';
import { messageLines } from './message-lines.ts';
import type {
  Approval,
  ChatMessage,
  DeliveredCard,
  DeliveredNotice,
  Ding,
  Sandbox,
  ToDo,
} from './sandbox.ts';

/** What this phone shows, each list newest first. */
export function phoneOf(
  sandbox: Sandbox,
  id: string,
  now: Instant,
  names: ReadonlyMap<string, string>,
): PhoneView {
  const dated: readonly Dated[] = [
    ...sandbox.inbox(id).map((notice) => ({ at: notice.sentAt, view: noticeOf(notice) })),
    ...sandbox.cards(id).map((card) => ({ at: card.sentAt, view: cardOf(card) })),
    ...sandbox.chat(id).map((said, index) => ({ at: said.sentAt, view: chatOf(said, index) })),
    ...sandbox.dings(id).map((ding) => ({ at: ding.sentAt, view: dingOf(ding) })),
  ];
  return {
    id,
    messages: dated
      .toSorted((one, other) => one.at - other.at)
      .slice(-MESSAGES_SHOWN)
      .map(({ view }) => view)
      .reverse(),
    toDos: sandbox
      .toDos(id)
      .map((toDo) => toDoOf(toDo, now))
      .reverse(),
    approvals: sandbox
      .approvals(id)
      .map((approval) => approvalOf(approval, names))
      .reverse(),
  };
}

/** Whether its primary button still waits to be pressed. */
export function isUnanswered({ variables }: DeliveredCard): boolean {
  return statusOf(variables.status) === 'open' && Boolean(variables.primaryLabel);
}

const MESSAGES_SHOWN = 50;

interface Dated {
  readonly at: Instant;
  readonly view: MessageView;
}

function noticeOf(notice: DeliveredNotice): MessageView {
  const { taskId, title, markdown, sentAt, readAt } = notice;
  return {
    kind: 'notice',
    id: taskId,
    sentText: chineseMoment(sentAt),
    lines: messageLines(title, markdown),
    read: readAt !== null,
    ...linkOf(notice),
  };
}

function chatOf(message: ChatMessage, index: number): MessageView {
  const { from, title, markdown, sentAt, readAt } = message;
  return {
    kind: 'chat',
    id: String(index),
    sentText: chineseMoment(sentAt),
    lines: messageLines(title, markdown),
    from,
    read: from === 'person' || readAt !== null,
    ...linkOf(message),
  };
}

function dingOf({ dingId, content, sentAt }: Ding): MessageView {
  return {
    kind: 'ding',
    id: dingId,
    sentText: chineseMoment(sentAt),
    lines: messageLines('', content),
  };
}

/** The variables of the office's one card template, as its drawing in the card platform understands them. */
function cardOf({ outTrackId, variables, sentAt }: DeliveredCard): CardView {
  const { title = '', content = '', statusText = '', primaryLabel = '' } = variables;
  const links = [
    { label: variables.secondaryLabel, link: variables.secondaryLink },
    { label: variables.linkLabel, link: variables.link },
  ];
  return {
    kind: 'card',
    id: outTrackId,
    sentText: chineseMoment(sentAt),
    lines: messageLines(title, content),
    status: statusOf(variables.status),
    statusText,
    phrases: phrasesOf(variables.phrases),
    primaryLabel,
    links: links.flatMap(({ label, link }) =>
      label && link ? [{ label, route: routeOf(unwrapLink(link)) }] : [],
    ),
  };
}

function statusOf(status: string | undefined): CardView['status'] {
  return status === 'done' || status === 'closed' || status === 'expired' ? status : 'open';
}

function phrasesOf(text: string | undefined): string[] {
  try {
    const phrases: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(phrases) ? phrases.map(String) : [];
  } catch {
    return [];
  }
}

function toDoOf({ taskId, subject, dueAt, priority, done, link }: ToDo, now: Instant): ToDoView {
  const level = Math.round(priority / 10) - 1;
  return {
    id: taskId,
    subject,
    ...(dueAt === null ? {} : { dueText: chineseMoment(dueAt) }),
    late: !done && dueAt !== null && dueAt < now,
    priorityText: ['较低', '普通', '较高', '紧急'][level] ?? '普通',
    urgent: priority >= 30,
    done,
    route: routeOf(link),
  };
}

function approvalOf(approval: Approval, names: ReadonlyMap<string, string>): ApprovalView {
  const { instanceId, title, originatorUserId, fields, startedAt, remark, finishedAt } = approval;
  return {
    id: instanceId,
    title,
    from: names.get(originatorUserId) ?? '已离职人员',
    fields: fields.map(({ label, value }) => ({ label, value })),
    startedText: chineseMoment(startedAt),
    waiting: approval.waiting,
    outcome: outcomeOf(approval),
    ...(remark ? { remark } : {}),
    ...(finishedAt === null ? {} : { finishedText: chineseMoment(finishedAt) }),
  };
}

function outcomeOf({ status, result }: Approval): ApprovalView['outcome'] {
  if (status === 'terminated') return 'ended';
  if (status === 'running') return 'running';
  return result === 'agree' ? 'agreed' : 'refused';
}

function linkOf({ link, linkTitle }: { link: string | null; linkTitle: string | null }) {
  return link === null ? {} : { route: routeOf(link), linkTitle: linkTitle ?? '查看' };
}

/** What follows the `#` in an address of the mini-app. */
function routeOf(link: string): string {
  return link.split('#')[1] ?? '/';
}
