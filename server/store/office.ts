import type { Directory } from '../domain/directory.ts';
import { officeOf } from '../domain/office.ts';
import type { Instant } from '../domain/time.ts';
import type { AuditEntry } from './access-store.ts';
import type { Administration } from './administration-store.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { PetitionRow, PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import type { RegimeShelf } from './regimes.ts';
import type { SessionTable } from './sessions.ts';
import type { SpecimenTable } from './specimens.ts';
import type { OfficeDirectory } from './store.ts';
import type { ToDoTable } from './to-dos.ts';
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
    readonly toDos: ToDoTable;
    readonly sessions: SessionTable;
    readonly specimens: SpecimenTable;
    readonly audit: AuditLog;
  },
): AtOnce<OfficeDirectory & Pick<Administration, 'changeDirectory' | 'openPetitions'>> {
  const { directory, regimes, petitions, visibility, toDos, sessions, specimens, audit } = given;
  const open = sqlite.prepare<[], PetitionRow>(
    'SELECT id, version, state FROM petitions WHERE ended_at IS NULL',
  );

  const replace = sqlite.transaction(
    (
      people: Omit<Directory, 'version'>,
      now: Instant,
      waitingFor: WaitingFor,
      entry?: AuditEntry,
    ) => {
      if (!directory.replace(people, now)) return;
      if (entry) audit.append(entry);
      const current = directory.current();
      for (const row of open.all()) {
        const petition = petitions.read(row);
        const regime = regimes.pinned(petition.regime);
        const people = waitingFor(petition, regime, directory.of(officeOf(petition)));
        visibility.updateWaiting(petition.id, people);
        toDos.update(petition, people, now);
      }
      const active = [...current.staff.values()].filter((person) => person.active);
      sessions.keepOnly(active.map(({ id }) => id));
      specimens.keepOnly(active.map(({ id }) => id));
    },
  );

  function put(...given: Parameters<typeof replace>): Directory {
    try {
      replace.immediate(...given);
    } catch (error) {
      directory.reload();
      throw error;
    }
    return directory.current();
  }

  return {
    directory: directory.current,
    offices: () => [...(directory.current().offices?.values() ?? [])],
    regimes: regimes.all,
    replaceDirectory: (people, now, waitingFor) => put(people, now, waitingFor),
    changeDirectory({ people, seenVersion, entry }, now, waitingFor) {
      if (directory.current().version !== seenVersion) return null;
      return put(people, now, waitingFor, entry);
    },
    openPetitions: (viewer) =>
      open
        .all()
        .map(petitions.read)
        .filter((petition) => viewer === 'system' || visibility.maySee(petition, viewer)),
  };
}
