import { dayText, type Instant, instant, localDayOf, MINUTE } from '../domain/time.ts';
import type { Channel, OutgoingMessage, PolledMessage } from '../store/message-store.ts';
import { type Circuit, createCircuit } from './circuit.ts';
import type { DeliveryFailure } from './delivery.ts';
import { afterSilence, FIRST_POLL, isStillKnown, readResult } from './poll.ts';
import { afterFailure, reopening, sendMessage } from './send.ts';
import type { JobSurroundings, Trouble } from './surroundings.ts';

/** Sends what waits in the outbox and learns what became of it. Nothing is ever sent anywhere else. */
export interface Pump {
  /**
   * Until nothing is due; one run at a time. Called during a run, it makes that run look once more. Answers how many
   * messages and results were dealt with; rejects only when the store does.
   */
  run(): Promise<number>;
  troubles(): readonly Trouble[];
  /** Takes up nothing more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

const STANDARD_EDITION = 5000;
/** Below this share of the month's calls results are not asked for any more, so that messages still go out. */
const RESERVE = 0.1;
const INTERNAL_FAULT = '发送时系统内部出错，稍后自动重试；反复出现请联系管理员。';

export function createPump(given: JobSurroundings): Pump {
  const { store, clock, random, delivery, log } = given;
  const circuits = { people: createCircuit(), group: createCircuit() };
  let running: Promise<number> | null = null;
  let again = false;
  let stopped = false;

  async function drain(): Promise<number> {
    let done = 0;
    do {
      again = false;
      // Messages before results: when calls run short, telling people comes first.
      if (await isAnythingDue()) done += (await sendDue()) + (await pollDue());
    } while (again && !stopped);
    return done;
  }

  async function isAnythingDue(): Promise<boolean> {
    const next = await store.nextMessageAt();
    return next !== null && next <= clock();
  }

  async function sendDue(): Promise<number> {
    let sent = 0;
    for (;;) {
      await holdBack('people');
      await holdBack('group');
      const [message] = stopped ? [] : await store.claimDueMessages(clock(), 1);
      if (!message) return sent;
      await send(message);
      sent += 1;
    }
  }

  /** While a channel is closed its messages wait without being tried, each with the reason. */
  async function holdBack(kind: Channel['kind']): Promise<void> {
    const now = clock();
    const pause = circuits[kind].pauseAt(now);
    if (pause) await store.postponeDue(kind, reopening(pause, now), pause.explanation, now);
  }

  async function send(message: OutgoingMessage): Promise<void> {
    const circuit = circuits[message.channel.kind];
    try {
      const outcome = await sendMessage(message, given);
      const now = clock();
      if (outcome.ok) {
        circuit.succeeded();
        const polled = message.channel.kind === 'people';
        const pollAt = polled ? { pollAt: instant(now + FIRST_POLL) } : {};
        await store.recordAccepted(message.id, { ...outcome.value, ...pollAt }, now);
        return;
      }
      noteFailure(circuit, outcome.failure, { message: message.id, template: message.template });
      const next = { now, random, pause: circuit.pauseAt(now) };
      await store.recordFailure(message.id, afterFailure(message, outcome.failure, next), now);
    } catch (error) {
      log.error({ message: message.id, err: error }, 'sendingFailed');
      const retryAt = instant(clock() + MINUTE);
      const failure = { retryAt, reason: INTERNAL_FAULT, ambiguous: true };
      await store.recordFailure(message.id, failure, clock());
    }
  }

  async function pollDue(): Promise<number> {
    let polled = 0;
    for (;;) {
      const [message] = stopped ? [] : await store.messagesToPoll(clock(), 1);
      if (!message) return polled;
      await poll(message);
      polled += 1;
    }
  }

  async function poll(message: PolledMessage): Promise<void> {
    const result = (await mayPoll(message)) ? await delivery.fetchNoticeResult(message.taskId) : null;
    const now = clock();
    if (result?.ok) {
      const { known, next } = readResult(message, result.value, now);
      return await store.recordResult(message.id, known, next, now);
    }
    if (result) noteFailure(circuits.people, result.failure, { message: message.id });
    await store.recordResult(message.id, [], afterSilence(message, now), now);
  }

  async function mayPoll(message: PolledMessage): Promise<boolean> {
    const now = clock();
    if (!isStillKnown(message, now) || circuits.people.pauseAt(now)) return false;
    const budget = given.monthlyBudget ?? STANDARD_EDITION;
    return budget - (await callsBilled(now)) >= budget * RESERVE;
  }

  async function callsBilled(now: Instant): Promise<number> {
    const month = dayText(localDayOf(now)).slice(0, 'YYYY-MM'.length);
    const counted = await store.calls(month);
    return counted.reduce((sum, { billable, calls }) => sum + (billable ? calls : 0), 0);
  }

  function noteFailure(circuit: Circuit, failure: DeliveryFailure, what: object): void {
    circuit.failed(failure, clock());
    const { class: failureClass, code, explanation } = failure;
    const pausedUntil = circuit.pauseAt(clock())?.until;
    const fields = { ...what, failureClass, code, explanation, pausedUntil };
    if (needsSomebody.has(failureClass)) log.error(fields, 'dingtalkRefuses');
    else log.warn(fields, 'dingtalkFails');
  }

  return {
    run() {
      if (stopped) return Promise.resolve(0);
      again = true;
      running ??= drain().finally(() => {
        running = null;
      });
      return running;
    },
    troubles() {
      const now = clock();
      const pauses = [
        ['workNotices', circuits.people.pauseAt(now)],
        ['groupMessages', circuits.group.pauseAt(now)],
      ] as const;
      return pauses.flatMap(([what, pause]) => (pause ? [{ what, ...pause }] : []));
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

/** An administrator has to act, or a template is faulty. */
const needsSomebody: ReadonlySet<string> = new Set(['token', 'config', 'quota', 'content']);
