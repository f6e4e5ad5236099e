import type { StaffMember } from '../domain/directory.ts';
import type { PaperFile } from '../domain/paper-file.ts';
import type { PetitionId } from '../domain/petition.ts';
import { type Failure, NOT_FOUND } from './failures.ts';
import { findVisible } from './files.ts';
import type { Scene } from './route.ts';
import { contextOf, type ViewContext } from './views/context.ts';
import { mayReveal } from './views/reveal.ts';

export interface PrintableFile {
  readonly file: PaperFile;
  readonly context: ViewContext;
}

/**
 * The file in the clear, for whoever may see the petition and reveal its petitioner: paper masks nothing. Whoever may
 * not is noted in the audit trail. Asked for a version, it is the file as that version left it.
 */
export async function openForPrinting(
  id: PetitionId,
  person: StaffMember,
  scene: Scene,
  version?: number,
): Promise<PrintableFile | { readonly failure: Failure }> {
  const { deps, now } = scene;
  const petition = await findVisible(id, person, scene);
  if (!petition) return { failure: NOT_FOUND };
  const context = contextOf(petition, person, scene);
  if (!mayReveal(petition, context)) {
    await deps.store.recordAudit({
      at: now,
      actor: person.id,
      action: 'refused',
      petitionId: id,
      ok: false,
      detail: 'print',
    });
    return { failure: MAY_NOT_PRINT };
  }
  const file = await deps.store.fileAfter(id, await eventsUpTo(version, id, scene));
  return file ? { file, context } : { failure: NO_SUCH_VERSION };
}

/** Undefined: all of them. */
async function eventsUpTo(
  version: number | undefined,
  id: PetitionId,
  { deps: { store } }: Scene,
): Promise<number | undefined> {
  if (version === undefined) return undefined;
  const versions = await store.versionsOf(id);
  // One more than there are is a file that does not exist.
  return versions.includes(version) ? versions.lastIndexOf(version) + 1 : versions.length + 1;
}

export const MAY_NOT_PRINT: Failure = {
  status: 403,
  code: 'notPermitted',
  message:
    '表单载有信访人完整信息，只有{office}、{handlingUnit}的{recipient}和承办人可以打印。如需要，请联系{office}。',
};

const NO_SUCH_VERSION: Failure = {
  status: 404,
  code: 'noSuchVersion',
  message: '本件没有这一版，请核对版次。',
};
