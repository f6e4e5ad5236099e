import { civilDateOf, type Instant, instant, localDayOf, MINUTE } from '../domain/time.ts';
import { recallCard, recallCardChange } from './card-memory.ts';
import type { StartedApproval } from './known.ts';
import type { Memory } from './memories.ts';
import type { ChatMessage } from './seen.ts';
import type { SandboxState } from './state.ts';

/** What DingTalk puts into the message: an hour and a half. */
export const SESSION_MS = 90 * MINUTE;

/** Lets a memory count. */
export function recall(state: SandboxState, memory: Memory): void {
  // Each kind has its own entry, which the compiler checks below but cannot see here.
  (recallers[memory.kind] as (state: SandboxState, memory: Memory) => void)(state, memory);
}

/** `2026-9` */
export function monthOf(at: Instant): string {
  const { year, month } = civilDateOf(localDayOf(at));
  return `${year}-${month}`;
}

const recallers: {
  readonly [Kind in Memory['kind']]: (
    state: SandboxState,
    memory: Extract<Memory, { readonly kind: Kind }>,
  ) => void;
} = {
  notice: recallNotice,
  read(state, { taskId, userId, at }) {
    const recipients = state.notices.get(taskId)?.recipients;
    const recipient = recipients?.get(userId);
    if (recipient) recipients?.set(userId, { ...recipient, readAt: at });
  },
  recall(state, { taskId }) {
    const notice = state.notices.get(taskId);
    if (notice) notice.recalled = true;
  },
  post(state, { key, post }) {
    state.posts.push({ key, post });
  },
  call(state, { call }) {
    state.calls.push(call);
    if (!call.counted) return;
    const month = monthOf(call.at);
    state.spent.set(month, (state.spent.get(month) ?? 0) + 1);
  },
  card: recallCard,
  cardChange: recallCardChange,
  cardRoute(state, { routeKey, url, apiSecret }) {
    state.cardRoutes.set(routeKey, { url, apiSecret });
  },
  toDo(state, { toDo }) {
    state.toDos.set(toDo.taskId, toDo);
  },
  toDoGone(state, { taskId }) {
    state.toDos.delete(taskId);
  },
  form(state, { form }) {
    state.forms.set(form.processCode, form);
  },
  approval(state, { approval }) {
    state.approvals.set(approval.instanceId, approval);
  },
  decision(state, { instanceId, decision }) {
    changeApproval(state, instanceId, (known) => ({
      decisions: [...known.decisions, decision],
    }));
  },
  approvalEnd(state, { instanceId, ended }) {
    changeApproval(state, instanceId, () => ({ ended }));
  },
  said: recallSaid,
  told(state, { key, userIds, card, sentAt }) {
    state.tellings.set(key, { userIds, sentAt });
    for (const userId of userIds)
      addToChat(state, userId, { key, from: 'robot', ...card, sentAt, readAt: null });
  },
  chatRead(state, { userId, at }) {
    const read = state.chats
      .get(userId)
      ?.map((message) =>
        message.from === 'robot' && message.readAt === null ? { ...message, readAt: at } : message,
      );
    if (read) state.chats.set(userId, read);
  },
  ding(state, { ding }) {
    state.dings.push(ding);
  },
  person(state, { person }) {
    state.people.set(person.userId, person);
  },
  personGone(state, { userId }) {
    state.people.delete(userId);
  },
};

function recallNotice(
  state: SandboxState,
  {
    taskId,
    card,
    sentAt,
    invalidUserIds,
    recipients,
    content,
  }: Extract<Memory, { readonly kind: 'notice' }>,
): void {
  state.notices.set(taskId, {
    taskId,
    card,
    sentAt,
    invalidUserIds,
    recipients: new Map(recipients.map(([id, droppedAs]) => [id, { droppedAs, readAt: null }])),
    recalled: false,
  });
  for (const [userId, droppedAs] of recipients) {
    if (droppedAs !== null) continue;
    const key = `${localDayOf(sentAt)}:${userId}`;
    state.shown.set(key, (state.shown.get(key) ?? new Set()).add(content));
  }
}

function recallSaid(
  state: SandboxState,
  { session, by, conversationId, text, at }: Extract<Memory, { readonly kind: 'said' }>,
): void {
  state.sessions.set(session, { by, conversationId, expiresAt: instant(at + SESSION_MS) });
  const card = { title: '', markdown: text, link: null, linkTitle: null, sentAt: at };
  if (conversationId === null) {
    addToChat(state, by, { key: '', from: 'person', ...card, readAt: null });
    return;
  }
  const post = { conversationId, by: 'person' as const, personId: by, ...card };
  state.posts.push({ key: '', post });
}

function addToChat(
  state: SandboxState,
  userId: string,
  message: ChatMessage & { readonly key: string },
): void {
  state.chats.set(userId, [...(state.chats.get(userId) ?? []), message]);
}

function changeApproval(
  state: SandboxState,
  instanceId: string,
  change: (known: StartedApproval) => Partial<StartedApproval>,
): void {
  const known = state.approvals.get(instanceId);
  if (known) state.approvals.set(instanceId, { ...known, ...change(known) });
}
