import pino from 'pino';
import { expect } from 'vitest';
import type { StaffId } from '../../server/domain/directory.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import { instant } from '../../server/domain/time.ts';
import type { SandboxCall, Weather } from '../../server/sandbox/sandbox.ts';
import type { LoggedMessage } from '../../server/store/message-store.ts';
import { at } from './at.ts';
import { type CardOffice, openCardOffice } from './card-office.ts';

/** The whole office over the wire, with a DingTalk that misbehaves: waiting takes no time but lets the clock go on. */
export interface WeatherOffice extends CardOffice {
  /** Everything the log said, as JSON lines. */
  readonly log: readonly string[];
  /** What the office is told holds the work up, in Chinese. */
  troubles(): readonly string[];
  /** How often each numbered message is on this person's phone, as a notice or as a card. */
  timesShown(to: StaffId): ReadonlyMap<number, number>;
  /** Calls made since so many had been made. */
  callsSince(count: number): readonly SandboxCall[];
}

interface Patience {
  readonly monthlyCalls?: number;
  /** For how long an answer is waited for, in real milliseconds. */
  readonly timeoutMs?: number;
}

/** What goes by within the hour and may meet any call, one at a time. A month without calls has tests of its own. */
export const FAULTS: readonly Weather[] = [
  'busy',
  'throttled',
  'html',
  'blocked',
  'resetBeforeWork',
  'resetAfterWork',
  'hang',
  'tokenInvalid',
];

/** Longer than a call over loopback takes. */
const BRIEF_PATIENCE = 150;

/** As long as an answer is worth waiting for where this is wrong, in real milliseconds. */
export const patienceFor = (fault: Weather) => (fault === 'hang' ? BRIEF_PATIENCE : 2000);

export async function openWeatherOffice(
  startsAt: string,
  { monthlyCalls, timeoutMs = 2000 }: Patience = {},
): Promise<WeatherOffice> {
  let waited = 0;
  const log: string[] = [];
  const office = await openCardOffice(startsAt, {
    clock: () => instant(at(startsAt) + waited),
    log: pino({ level: 'warn' }, { write: (line) => void log.push(line) }),
    heartbeat: false,
    listens: true,
    ...(monthlyCalls === undefined ? {} : { monthlyCalls }),
    pace: {
      wait(ms) {
        waited += ms;
        return Promise.resolve();
      },
      callsPerSecond: Number.POSITIVE_INFINITY,
      timeoutMs,
    },
  });
  const { sandbox, server } = office;
  return {
    ...office,
    log,
    troubles: () => server.jobs.troubles().map(({ explanation }) => explanation),
    timesShown(to) {
      const links = [
        ...sandbox.inbox(to).map(({ link }) => link ?? ''),
        ...sandbox.cards(to).map(({ variables }) => variables.link ?? ''),
      ];
      const times = new Map<number, number>();
      for (const link of links) {
        const number = Number(/notice=(\d+)/.exec(decodeURIComponent(link))?.[1]);
        times.set(number, (times.get(number) ?? 0) + 1);
      }
      return times;
    },
    callsSince: (count) => sandbox.record().slice(count),
  };
}

/** Everything the office wanted to tell about the petition is on the right phones, and nothing is there twice. */
export async function expectAllTold(
  office: WeatherOffice,
  id: PetitionId,
  what: string,
  isMeant: (message: LoggedMessage) => boolean = () => true,
): Promise<void> {
  for (const message of (await office.server.store.messagesOf(id)).filter(isMeant)) {
    const isOverdue = ['queued', 'sending', 'dead', 'expired', 'blocked'].includes(message.state);
    expect(isOverdue, `${what}: 第${message.id}号“${message.title}”是${message.state}`).toBe(false);
    const isDropped = message.state === 'superseded';
    for (const { staffId } of message.recipients) {
      const times = office.timesShown(staffId).get(message.id) ?? 0;
      const told = `${what}: ${staffId}手机上的第${message.id}号“${message.title}”`;
      expect(times, told).toBe(isDropped ? 0 : 1);
    }
  }
}

/** What was to be said by an hour long past is not said any more. */
export function isStillMeant({ state, reason }: LoggedMessage): boolean {
  return !(state === 'expired' && reason === 'tooLate');
}
