import type { StaffMember } from '../domain/directory.ts';
import { numberText } from '../domain/number-text.ts';
import type { Petition } from '../domain/petition.ts';
import { civilDateOf, localDayOf } from '../domain/time.ts';
import { openSeenBy } from './answers/open-lines.ts';
import type { BotScene } from './scene.ts';

const AT_MOST = 20;
/** A shorter tail would match by chance. */
const SHORTEST_TAIL = 3;
/** `17`, `2026-17`, `2026年17号`, `20260017` */
const RUNNING_NUMBER = /^(?:(20\d\d)[-年]?)?(\d{1,6})号?$/;

/**
 * What this person may see under a number: exactly it (our own, the superior's or the visit's), else the running
 * number of this year or the last, else what ends with it, else what begins with it.
 */
export async function petitionsNumbered(
  asked: string,
  person: StaffMember,
  scene: BotScene,
): Promise<readonly Petition[]> {
  const beginning = await listed(asked, person, scene);
  const exact = beginning.filter((petition) => numbersOf(petition).includes(asked));
  if (exact.length > 0) return exact;
  const running = await inSeries(asked, person, scene);
  const ending = await endingWith(asked, person, scene);
  const found = [...running, ...ending];
  return unique(found.length > 0 ? found : beginning);
}

/** This year's where there is one, or else last year's; a year that was named is the only one. */
async function inSeries(
  asked: string,
  person: StaffMember,
  scene: BotScene,
): Promise<readonly Petition[]> {
  const [, named, running] = RUNNING_NUMBER.exec(asked) ?? [];
  if (running === undefined) return [];
  const { year } = civilDateOf(localDayOf(scene.now));
  for (const each of named === undefined ? [year, year - 1] : [Number(named)]) {
    const found: Petition[] = [];
    for (const { pattern } of Object.values(scene.regime.numbers)) {
      const number = numberText(pattern, each, Number(running));
      const beginning = await listed(number, person, scene);
      found.push(...beginning.filter((petition) => petition.number === number));
    }
    if (found.length > 0) return found;
  }
  return [];
}

/** Among the open ones, where the superior's numbers and those of visits are found as well. */
async function endingWith(
  asked: string,
  person: StaffMember,
  scene: BotScene,
): Promise<readonly Petition[]> {
  const open = await openSeenBy(person, scene);
  return open.filter((petition) =>
    numbersOf(petition).some(
      (number) => number === asked || (asked.length >= SHORTEST_TAIL && number.endsWith(asked)),
    ),
  );
}

async function listed(number: string, person: StaffMember, { store, now }: BotScene) {
  return (await store.list({ scope: 'all', number, limit: AT_MOST }, person.id, now)).items;
}

/** In the writing in which questions are read. */
function numbersOf({ number, visitNumber, facts }: Petition): readonly string[] {
  return [number, visitNumber, facts.platformNumber].flatMap((each) =>
    each === undefined ? [] : [each.normalize('NFKC').toUpperCase()],
  );
}

function unique(petitions: readonly Petition[]): readonly Petition[] {
  return [...new Map(petitions.map((petition) => [petition.id, petition])).values()];
}
