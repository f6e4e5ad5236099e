import { directoryOf } from '../domain/directory.ts';
import { evolve } from '../domain/evolve.ts';
import { officeOf } from '../domain/office.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import type { DirectoryShelf } from './directory.ts';
import type { EventLog, RecordedEvent } from './events.ts';
import type { PetitionFiles } from './file-store.ts';
import type { ParticularsTable } from './particulars.ts';
import type { AtOnce } from './promised.ts';
import type { RegimeShelf } from './regimes.ts';

/** Puts a petition's file together as it was, from the log. */
export function openPetitionFiles(
  { sealing }: Base,
  given: {
    readonly events: EventLog;
    readonly particulars: ParticularsTable;
    readonly directory: DirectoryShelf;
    readonly regimes: RegimeShelf;
    readonly audit: AuditLog;
  },
): AtOnce<PetitionFiles> {
  const { events, particulars, directory, regimes, audit } = given;

  function handwritingOf({ signatures }: Petition): ReadonlyMap<string, string> {
    const ids = signatures.map(({ handwriting }) => handwriting);
    return new Map(ids.map((id) => [id, particulars.handwriting(id) ?? '']));
  }

  return {
    fileAfter(id, count) {
      const recorded = events.of(id);
      const known = recorded.slice(0, count);
      const last = known.at(-1);
      const petition = foldOf(known);
      if (!petition || !last || known.length < (count ?? 1)) return null;
      const written = particulars.asOf(id, last.version);
      if (!written) return null;
      return {
        petition: { ...petition, version: last.version },
        particulars: written,
        events: known.map(({ event }) => event),
        regime: regimes.pinned(petition.regime),
        directory: directoryOf(directory.asOf(last.recordedAt), officeOf(petition)),
        handwriting: handwritingOf(petition),
      };
    },
    versionsOf: (id) => events.of(id).map(({ version }) => version),
    printsOf: (id: PetitionId) => audit.printsOf(id),
    fingerprint: sealing.fingerprint,
  };
}

function foldOf(recorded: readonly RecordedEvent[]): Petition | null {
  return recorded.reduce<Petition | null>((petition, { event }) => evolve(petition, event), null);
}
