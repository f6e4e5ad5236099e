import type { Directory } from '../domain/directory.ts';
import type { Instant } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { PetitionRow, PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { RegimeShelf } from './regimes.ts';
import type { SessionTable } from './sessions.ts';
import type { OfficeDirectory } from './store.ts';
import type { Visibility } from './visibility.ts';

type WaitingFor = Parameters<OfficeDirectory['replaceDirectory']>[2];

/** The people in force, and what a change among them means for open petitions and for those who have left. */
export function openOffice(
  { sqlite }: Base,
  given: {
    readonly directory: DirectoryShelf;
    readonly regimes: RegimeShelf;
    readonly petitions: PetitionTable;
    readonly visibility: Visibility;
    readonly sessions: SessionTable;
  },
): AtOnce<OfficeDirectory> {
  const { directory, regimes, petitions, visibility, sessions } = given;
  const open = sqlite.prepare<[], PetitionRow>(
    'SELECT id, version, state FROM petitions WHERE ended_at IS NULL',
  );

  const replace = sqlite.transaction(
    (people: Omit<Directory, 'version'>, now: Instant, waitingFor: WaitingFor) => {
      if (!directory.replace(people, now)) return;
      const current = directory.current();
      for (const row of open.all()) {
        const petition = petitions.read(row);
        const regime = regimes.pinned(petition.regime);
        visibility.updateWaiting(petition.id, waitingFor(petition, regime, current));
      }
      const active = [...current.staff.values()].filter((person) => person.active);
      sessions.keepOnly(active.map(({ id }) => id));
    },
  );

  return {
    directory: directory.current,
    regimes: regimes.all,
    replaceDirectory(people, now, waitingFor) {
      try {
        replace.immediate(people, now, waitingFor);
      } catch (error) {
        directory.reload();
        throw error;
      }
      return directory.current();
    },
  };
}
