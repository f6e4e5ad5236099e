import type {
  ApiCall,
  CallFailure,
  CallOutcome,
  DingTalk,
  NoticeResult,
  PersonRefusal,
} from '../../server/dingtalk/dingtalk.ts';
import { failureOf } from '../../server/dingtalk/failures.ts';
import { type Instant, localDayOf } from '../../server/domain/time.ts';

/** A notice as it lies on a phone, or a post as the group sees it. */
export interface Shown {
  readonly at: Instant;
  readonly title: string;
  readonly text: string;
  readonly link: string;
}

/** Any method of the port that was called, whatever became of it. */
export interface Call {
  readonly at: Instant;
  readonly method: 'sendWorkNotice' | 'fetchNoticeResult' | 'sendGroupMessage';
  readonly userIds: readonly string[];
  readonly text: string;
}

/** DingTalk without the wire: phones and the group in memory, and whatever goes wrong on demand. */
export interface RecordingDingTalk extends DingTalk {
  phone(userId: string): readonly Shown[];
  group(): readonly Shown[];
  calls(): readonly Call[];
  /** The next calls fail with this code (a code of DingTalk's or a word of ours); `Infinity` until told otherwise. */
  failNext(times: number, code: string, method?: Call['method']): void;
  /** Something that happens while the next call is under way. */
  onNextCall(happening: () => void): void;
  /** The next call does its work and then never answers. */
  hangNext(): void;
  /** Sent with success and shown to nobody, with this reason in the result; `failed` is a failure without a reason. */
  drop(userId: string, code: string): void;
  fairWeather(): void;
  read(userId: string): void;
}

export function recordingDingTalk(given: {
  readonly clock: () => Instant;
  readonly onCall?: (call: ApiCall) => void;
}): RecordingDingTalk {
  const { clock, onCall = () => {} } = given;
  const phones = new Map<string, Shown[]>();
  const posts: (Shown & { readonly id: string })[] = [];
  const calls: Call[] = [];
  const results = new Map<string, Map<string, 'unread' | string>>();
  const dropped = new Map<string, string>();
  const readers = new Set<string>();
  let failing: { times: number; failure: CallFailure; method?: Call['method'] } | null = null;
  let hanging = false;
  let happening: (() => void) | null = null;

  async function answer<Value>(
    method: Call['method'],
    { userIds = [], text = '' }: Partial<Call>,
    work: () => Value | CallFailure,
  ): Promise<CallOutcome<Value>> {
    calls.push({ at: clock(), method, userIds, text });
    happening?.();
    happening = null;
    const failure = takeFailure(method);
    if (failure && failure.class !== 'unknown') return refused(method, failure);
    const done = work();
    if (hanging) {
      hanging = false;
      return await new Promise(() => {});
    }
    if (failure) return refused(method, failure);
    if (isFailure(done)) return refused(method, done);
    onCall({ api: `/${method}`, billable: true, outcome: 'ok', code: null });
    return { ok: true, value: done };
  }

  function refused<Value>(method: string, failure: CallFailure): CallOutcome<Value> {
    const billable = !['slow', 'ban', 'quota', 'token'].includes(failure.class);
    onCall({ api: `/${method}`, billable, outcome: failure.class, code: failure.code });
    return { ok: false, failure };
  }

  function takeFailure(method: Call['method']): CallFailure | null {
    if (!failing || failing.times === 0 || (failing.method ?? method) !== method) return null;
    failing.times -= 1;
    return failing.failure;
  }

  /** The same text to the same person on the same day is shown once, whatever the call says. */
  function show(userId: string, shown: Shown): string {
    const drop = dropped.get(userId);
    if (drop !== undefined) return drop;
    const phone = phones.get(userId) ?? [];
    const today = localDayOf(shown.at);
    if (phone.some(({ at, text }) => text === shown.text && localDayOf(at) === today)) {
      return '143106';
    }
    phones.set(userId, [...phone, shown]);
    return 'unread';
  }

  return {
    exchangeLoginCode: (code) => Promise.resolve({ ok: true, value: { userId: code, name: code } }),
    sendWorkNotice: ({ userIds, title, markdown, link }) =>
      answer('sendWorkNotice', { userIds, text: markdown }, () => {
        const taskId = String(results.size + 1);
        const shown = { at: clock(), title, text: markdown, link };
        results.set(taskId, new Map(userIds.map((userId) => [userId, show(userId, shown)])));
        return { taskId };
      }),
    fetchNoticeResult: (taskId) =>
      answer('fetchNoticeResult', {}, () => resultOf(results.get(taskId), readers)),
    sendGroupMessage: ({ messageId, title, markdown, link }) =>
      answer('sendGroupMessage', { text: markdown }, () => {
        const known = posts.some(({ id }) => id === messageId);
        if (!known) posts.push({ id: messageId, at: clock(), title, text: markdown, link });
        return { receipt: messageId };
      }),
    phone: (userId) => phones.get(userId) ?? [],
    group: () => posts.map(({ id: _, ...post }) => post),
    calls: () => calls,
    failNext(times, code, method) {
      failing = { times, failure: failureOf(code), ...(method ? { method } : {}) };
    },
    onNextCall(given) {
      happening = given;
    },
    hangNext() {
      hanging = true;
    },
    drop(userId, code) {
      dropped.set(userId, code);
    },
    fairWeather() {
      failing = null;
      dropped.clear();
    },
    read(userId) {
      readers.add(userId);
    },
  };
}

function resultOf(
  fates: ReadonlyMap<string, string> | undefined,
  readers: ReadonlySet<string>,
): NoticeResult | CallFailure {
  if (!fates) return failureOf('41052');
  const withFate = (fate: string) =>
    [...fates].filter((entry) => entry[1] === fate).map(([userId]) => userId);
  const shown = withFate('unread');
  return {
    readUserIds: shown.filter((userId) => readers.has(userId)),
    unreadUserIds: shown.filter((userId) => !readers.has(userId)),
    failedUserIds: withFate('failed'),
    refused: [...fates]
      .filter(([, fate]) => !['unread', 'failed', 'missing'].includes(fate))
      .map(([userId, code]) => refusal(userId, code)),
  };
}

function refusal(userId: string, code: string): PersonRefusal {
  const { class: failureClass, explanation } = failureOf(code);
  const own = classes[code];
  return { userId, code, class: own ?? failureClass, explanation };
}

/** Codes that stand only in results. */
const classes: Readonly<Record<string, PersonRefusal['class']>> = {
  143103: 'soon',
  143105: 'person',
  143106: 'same',
};

function isFailure(done: unknown): done is CallFailure {
  return typeof done === 'object' && done !== null && 'class' in done && 'explanation' in done;
}
