import type { PetitionSummary } from '../server/contract/view.ts';
import { dayNumber } from './clock.ts';

export type Urgency = keyof typeof titles;

const titles = {
  urgent: '急件',
  overdue: '已超期',
  today: '今天到期',
  soon: '三天内到期',
  later: '暂不紧急',
} as const;

const SOON_DAYS = 3;

export interface UrgencyGroup {
  readonly urgency: Urgency;
  readonly title: string;
  readonly petitions: readonly PetitionSummary[];
}

/** What is urgent in itself (急事急办), then by when it falls due, most urgent group first, each group in the server's order; empty ones left out. */
export function byUrgency(
  petitions: readonly PetitionSummary[],
  now: number,
): readonly UrgencyGroup[] {
  return (Object.keys(titles) as Urgency[])
    .map((urgency) => ({
      urgency,
      title: titles[urgency],
      petitions: petitions.filter((petition) => urgencyOf(petition, now) === urgency),
    }))
    .filter((group) => group.petitions.length > 0);
}

function urgencyOf({ deadline, urgent }: PetitionSummary, now: number): Urgency {
  if (urgent) return 'urgent';
  if (!deadline) return 'later';
  if (now > deadline.dueAt) return 'overdue';
  const days = dayNumber(deadline.dueAt) - dayNumber(now);
  if (days === 0) return 'today';
  return days <= SOON_DAYS ? 'soon' : 'later';
}
