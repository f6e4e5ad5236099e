import type {
  ApiCall,
  CallFailure,
  CallOutcome,
  DingTalk,
} from '../../server/dingtalk/dingtalk.ts';
import { failureOf } from '../../server/dingtalk/failures.ts';
import type { Instant } from '../../server/domain/time.ts';
import { createPhones, type Phones, type Shown } from './phones.ts';

export type { Shown } from './phones.ts';

/** Any method of the port that was called, whatever became of it. */
export interface Call {
  readonly at: Instant;
  readonly method: 'sendWorkNotice' | 'fetchNoticeResult' | 'sendGroupMessage';
  readonly userIds: readonly string[];
  readonly text: string;
}

/** DingTalk without the wire: phones and the group in memory, and whatever goes wrong on demand. */
export interface RecordingDingTalk
  extends Pick<DingTalk, 'exchangeLoginCode' | Call['method']>,
    Pick<Phones, 'drop' | 'read'> {
  phone(userId: string): readonly Shown[];
  group(): readonly Shown[];
  calls(): readonly Call[];
  /** The next calls fail with this code (a code of DingTalk's or a word of ours); `Infinity` until told otherwise. */
  failNext(times: number, code: string, method?: Call['method']): void;
  /** Something that happens while the next call is under way. */
  onNextCall(happening: () => void): void;
  /** The next call does its work and then never answers. */
  hangNext(): void;
  fairWeather(): void;
}

interface Surroundings {
  readonly clock: () => Instant;
  readonly onCall?: (call: ApiCall) => void;
}

export function recordingDingTalk({ clock, onCall = () => {} }: Surroundings): RecordingDingTalk {
  const phones = createPhones();
  const posts = new Map<string, Shown>();
  const calls: Call[] = [];
  const weather = createWeather();

  async function answer<Value>(
    call: Omit<Call, 'at'>,
    work: () => Value | null,
  ): Promise<CallOutcome<Value>> {
    const { method } = call;
    calls.push({ at: clock(), ...call });
    const failure = weather.strike(method);
    const reached = !failure || failure.class === 'unknown';
    const done = reached ? work() : null;
    if (weather.hangs()) return await new Promise(() => {});
    if (!failure && done !== null) {
      onCall({ api: `/${method}`, billable: true, outcome: 'ok', code: null });
      return { ok: true, value: done };
    }
    const refusal = failure ?? failureOf('41052');
    const billable = !['slow', 'ban', 'quota', 'token'].includes(refusal.class);
    onCall({ api: `/${method}`, billable, outcome: refusal.class, code: refusal.code });
    return { ok: false, failure: refusal };
  }

  return {
    exchangeLoginCode: (code) => Promise.resolve({ ok: true, value: { userId: code, name: code } }),
    sendWorkNotice: ({ userIds, title, markdown: text, link }) =>
      answer({ method: 'sendWorkNotice', userIds, text }, () => ({
        taskId: phones.show(userIds, { at: clock(), title, text, link }),
      })),
    fetchNoticeResult: (taskId) =>
      answer({ method: 'fetchNoticeResult', userIds: [], text: '' }, () => phones.result(taskId)),
    sendGroupMessage: ({ messageId, title, markdown: text, link }) =>
      answer({ method: 'sendGroupMessage', userIds: [], text }, () => {
        if (!posts.has(messageId)) posts.set(messageId, { at: clock(), title, text, link });
        return { receipt: messageId };
      }),
    phone: phones.of,
    drop: phones.drop,
    read: phones.read,
    group: () => [...posts.values()],
    calls: () => calls,
    ...weather.controls,
    fairWeather() {
      weather.clear();
      phones.deliverAgain();
    },
  };
}

/** What the calls meet with. */
function createWeather() {
  let failing: { times: number; failure: CallFailure; method?: Call['method'] } | null = null;
  let happening: (() => void) | null = null;
  let hanging = false;
  return {
    /** What befalls this call, if anything. */
    strike(method: Call['method']): CallFailure | null {
      happening?.();
      happening = null;
      if (!failing || failing.times === 0 || (failing.method ?? method) !== method) return null;
      failing.times -= 1;
      return failing.failure;
    },
    hangs(): boolean {
      const hangs = hanging;
      hanging = false;
      return hangs;
    },
    clear() {
      failing = null;
    },
    controls: {
      failNext(times: number, code: string, method?: Call['method']) {
        failing = { times, failure: failureOf(code), ...(method ? { method } : {}) };
      },
      onNextCall(given: () => void) {
        happening = given;
      },
      hangNext() {
        hanging = true;
      },
    },
  };
}
