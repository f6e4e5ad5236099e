import { type DigestLine, digestLines, type RemindedPetition } from '../../domain/digest-line.ts';
import type { OpenClock } from '../../domain/digest-state.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { Petition, PetitionId } from '../../domain/petition.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { isUrgent } from '../../domain/urgent.ts';
import { type BotScene, isConfidential, regimeOf } from '../scene.ts';

const AT_ONCE = 100;

/** Open petitions in the words of the daily reminder. */
export interface OpenLines {
  readonly lines: readonly DigestLine[];
  /** The petitions behind them; for the group nothing is told of them but the lines. */
  readonly petitions: readonly Petition[];
  /** How many more the person has to do with, of which a chat does not speak. */
  readonly others: number;
}

/** What the group is reminded of every morning, as it is now. */
export async function linesForGroup(scene: BotScene): Promise<OpenLines> {
  const open = await scene.store.openForDigest();
  const petitions: Petition[] = [];
  for (const { id } of open) {
    const petition = await scene.store.petition(id);
    if (petition) petitions.push(petition);
  }
  return { lines: spoken(open, petitions, scene), petitions, others: 0 };
}

/** What this person may see of the same. */
export async function linesFor(person: StaffMember, scene: BotScene): Promise<OpenLines> {
  const seen = await openSeenBy(person, scene);
  const petitions = seen.filter((petition) => !isConfidential(petition));
  const reminded = petitions.map((petition) => remindedOf(petition, scene));
  return {
    lines: spoken(reminded, petitions, scene),
    petitions,
    others: seen.length - petitions.length,
  };
}

/** Nearest deadline first. */
export async function openSeenBy(
  person: StaffMember,
  { store, now }: BotScene,
): Promise<readonly Petition[]> {
  const found: Petition[] = [];
  let cursor: string | undefined;
  do {
    const after = cursor === undefined ? {} : { cursor };
    const page = await store.list({ scope: 'open', limit: AT_ONCE, ...after }, person.id, now);
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

function spoken(
  open: readonly RemindedPetition[],
  petitions: readonly Petition[],
  { now, directory, regimes, calendar }: BotScene,
): readonly DigestLine[] {
  const clocks = new Map<PetitionId, readonly OpenClock[]>(
    petitions.map((petition) => [petition.id, running(petition)]),
  );
  return digestLines({ now, open, directory, regimes, calendar, clocks });
}

function remindedOf(petition: Petition, scene: BotScene): RemindedPetition {
  const { id, number, regime, stage } = petition;
  const unitId = responsibleUnit(petition);
  const pinned = regimeOf(petition, scene);
  const { clocks } = pinned;
  const counting = running(petition)
    .filter(({ clock }) => clocks[clock]?.countsOverdue)
    .map(({ dueAt }) => dueAt)
    .toSorted((one, other) => one - other);
  const [overdueAfter] = counting;
  return {
    id,
    number,
    regime,
    stage,
    ...(unitId === undefined ? {} : { unitId }),
    ...(overdueAfter === undefined ? {} : { overdueAfter }),
    ...(isUrgent(petition, pinned) ? { urgent: true as const } : {}),
  };
}

function running({ clocks }: Petition) {
  return clocks.filter(({ stoppedAt }) => stoppedAt === undefined);
}
