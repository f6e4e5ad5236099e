import type { ReadingList, ReadingSummary, ReadingView } from '../../contract/readings.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { readPeriod } from '../../domain/figures/period.ts';
import type { Petition, PetitionId } from '../../domain/petition.ts';
import type { Reading } from '../../domain/reading.ts';
import { type ReadingModeId, readingModes } from '../../domain/reading-modes.ts';
import {
  isConcerned,
  isGathered,
  readersOf,
  readingPeriodTitle,
} from '../../domain/reading-rules.ts';
import { findVisible } from '../files.ts';
import type { Scene } from '../route.ts';
import { summariesOf } from '../summaries.ts';
import { contextOf } from './context.ts';
import { isOffice, nameOf } from './people.ts';

/** What was put before this person, and for the office everything of which it may know every letter. */
export async function readingsShown(person: StaffMember, scene: Scene): Promise<ReadingList> {
  const { deps, now, regime } = scene;
  const items: ReadingSummary[] = [];
  for (const reading of await deps.store.readings()) {
    if (await lettersOf(reading, person, scene)) items.push(summaryOf(reading, person, scene));
  }
  return {
    now,
    source: regime.readings?.source ?? '',
    items,
    ...(regime.readings && isOffice(person, regime) ? { form: formOf(scene) } : {}),
  };
}

/** One reading with its letters; null for whoever may not know of it, as where there is none. */
export async function readingShown(
  id: string,
  person: StaffMember,
  scene: Scene,
): Promise<ReadingView | null> {
  const reading = await scene.deps.store.reading(id);
  const letters = reading && (await lettersOf(reading, person, scene));
  if (!letters) return null;
  const { read } = reading;
  return {
    now: scene.now,
    ...summaryOf(reading, person, scene),
    text: reading.text,
    letters: await summariesOf(letters, person, scene),
    ...(read ? { instruction: read.instruction, handwriting: read.handwriting } : {}),
    mayAnswer: reading.reader === person.id && !read,
  };
}

/** The petitions with these ids, or null where one of them is not this person's to see. */
export async function visibleLetters(
  ids: readonly PetitionId[],
  person: StaffMember,
  scene: Scene,
): Promise<readonly Petition[] | null> {
  const found = await Promise.all(ids.map((id) => findVisible(id, person, scene)));
  const visible = found.filter((petition) => petition !== null);
  return visible.length === ids.length ? visible : null;
}

/** Every letter of the period that the regulation wants in it; empty for no such way or period. */
export async function gatheredIn(
  mode: ReadingModeId,
  periodId: string,
  person: StaffMember,
  scene: Scene,
): Promise<readonly Petition[]> {
  const period = readPeriod(periodId);
  if (!period) return [];
  const histories = await scene.deps.store.histories(period.from, period.to);
  const found = await Promise.all(histories.map(({ id }) => scene.deps.store.petition(id)));
  return found
    .filter((petition) => petition !== null)
    .filter(({ registeredAt }) => registeredAt >= period.from && registeredAt < period.to)
    .filter((petition) => isGathered(mode, petition, contextOf(petition, person, scene)));
}

async function lettersOf(
  reading: Reading,
  person: StaffMember,
  scene: Scene,
): Promise<readonly Petition[] | null> {
  if (!isConcerned(reading, person.id, isOffice(person, scene.regime))) return null;
  return await visibleLetters(reading.petitions, person, scene);
}

function summaryOf(
  { id, mode, title, petitions, reader, by, at, read, ...reading }: Reading,
  person: StaffMember,
  { regime, directory }: Scene,
): ReadingSummary {
  const period = readingPeriodTitle(reading);
  return {
    id,
    modeTitle: regime.readings?.modes[mode]?.title ?? mode,
    title,
    ...(period === undefined ? {} : { periodTitle: period }),
    petitions: petitions.length,
    reader: nameOf(reader, directory),
    mine: reader === person.id,
    by: nameOf(by, directory),
    at,
    ...(read ? { readAt: read.at } : {}),
  };
}

function formOf({ regime, directory }: Scene): NonNullable<ReadingList['form']> {
  return {
    modes: readingModes.flatMap((id) => {
      const mode = regime.readings?.modes[id];
      if (!mode) return [];
      const { title, source, period, gathers } = mode;
      return [
        {
          id,
          title,
          ...(source === undefined ? {} : { source }),
          ...(period === undefined ? {} : { period }),
          gathers: gathers !== undefined,
        },
      ];
    }),
    readers: readersOf(regime, directory).map(({ id, name, title }) => ({
      id,
      name,
      detail: title,
    })),
  };
}
