import type { Instant } from '../domain/time.ts';
import { createCircuit, type Pause } from './circuit.ts';
import type { DeliveryFailure } from './delivery.ts';
import type { JobSurroundings, Trouble } from './surroundings.ts';

/** What of DingTalk can rest while the rest of it works. */
export type Lane = 'people' | 'group' | 'cards' | 'toDos' | 'approvals';

/** Each open or closed by itself: a group without a robot keeps nobody's notice back. */
export interface Channels {
  /** Null while messages may pass. */
  pauseAt(kind: Lane, now: Instant): Pause | null;
  succeeded(kind: Lane): void;
  /** `what` names the message in the log. */
  failed(kind: Lane, failure: DeliveryFailure, what: object): void;
  troubles(): readonly Trouble[];
}

export function openChannels({ clock, log }: Pick<JobSurroundings, 'clock' | 'log'>): Channels {
  const circuits = {
    people: createCircuit(),
    group: createCircuit(),
    cards: createCircuit(),
    toDos: createCircuit(),
    approvals: createCircuit(),
  };
  return {
    pauseAt: (kind, now) => circuits[kind].pauseAt(now),
    succeeded: (kind) => circuits[kind].succeeded(),
    failed(kind, failure, what) {
      const now = clock();
      circuits[kind].failed(failure, now);
      const { class: failureClass, code, explanation } = failure;
      const pausedUntil = circuits[kind].pauseAt(now)?.until;
      const fields = { ...what, failureClass, code, explanation, pausedUntil };
      if (needsSomebody.has(failureClass)) log.error(fields, 'dingtalkRefuses');
      else log.warn(fields, 'dingtalkFails');
    },
    troubles() {
      const now = clock();
      const pauses = [
        ['workNotices', circuits.people.pauseAt(now)],
        ['groupMessages', circuits.group.pauseAt(now)],
        ['cards', circuits.cards.pauseAt(now)],
        ['toDos', circuits.toDos.pauseAt(now)],
        ['approvals', circuits.approvals.pauseAt(now)],
      ] as const;
      return pauses.flatMap(([what, pause]) => (pause ? [{ what, ...pause }] : []));
    },
  };
}

/** An administrator has to act, or a template is faulty. */
const needsSomebody: ReadonlySet<string> = new Set(['token', 'config', 'quota', 'content']);
