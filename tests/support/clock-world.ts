import type { PetitionRegistered } from '../../server/domain/event.ts';
import { evolve } from '../../server/domain/evolve.ts';
import type { GuardContext } from '../../server/domain/guards.ts';
import { limitedTo } from '../../server/domain/limits.ts';
import type { Petition, PetitionFacts } from '../../server/domain/petition.ts';
import type { Regime } from '../../server/domain/regime.ts';
import type { Instant } from '../../server/domain/time.ts';
import { at, officeCalendar } from './time.ts';

const calendar = officeCalendar();

export const ordinaryFacts: PetitionFacts = {
  source: 'own',
  channel: 'letter',
  category: 'other',
  appealType: 'appeal',
  peopleCount: 1,
  receivedAt: at('2026-03-02 09:00'),
  anonymous: false,
  repeated: false,
};

/** A petition that has just been registered under the regulation, and nothing more. */
export function registeredUnder(
  regime: Regime,
  when: Instant,
  facts: Partial<PetitionFacts> = {},
): Petition {
  const [flow = '', { start = '' } = {}] = Object.entries(regime.flows)[0] ?? [];
  const event: PetitionRegistered = {
    type: 'petitionRegistered',
    at: when,
    by: 'clerk',
    id: `${regime.id}-${when}`,
    number: '1',
    regime: { id: regime.id, version: regime.version },
    flow,
    stage: start,
    facts: { ...ordinaryFacts, ...facts, receivedAt: facts.receivedAt ?? when },
    accused: { staffIds: [], unitIds: [], outside: false },
  };
  return evolve(null, event);
}

export function contextUnder(regime: Regime, now: Instant): GuardContext {
  return { now, calendar, regime };
}

/** When the clock would fall due if it started now; null where it would not run. */
export function dueOf(regime: Regime, clock: string, petition: Petition, now: Instant) {
  const rule = regime.clocks[clock];
  if (!rule) return null;
  const counting = { start: now, known: petition.clocks };
  const timed = limitedTo(rule, petition, contextUnder(regime, now), counting);
  return timed.ok ? timed.value : null;
}
