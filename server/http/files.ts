import type { PetitionView } from '../contract/view.ts';
import { maySee } from '../domain/access.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Scene } from './route.ts';
import { contextOf } from './views/context.ts';
import { isOffice } from './views/people.ts';
import { petitionViewOf } from './views/petition.ts';

/** The petition, or null when there is none or this person may not know of it: from outside the two are one. */
export async function findVisible(
  id: PetitionId,
  person: StaffMember,
  { deps: { store } }: Scene,
): Promise<Petition | null> {
  const [petition, participants] = await Promise.all([store.petition(id), store.participants(id)]);
  return petition && maySee(petition, person, participants) ? petition : null;
}

/** The whole page of a petition that the person may see. */
export async function pageOf(
  petition: Petition,
  person: StaffMember,
  scene: Scene,
): Promise<PetitionView> {
  const { store } = scene.deps;
  const context = contextOf(petition, person, scene);
  const [particulars, events, attachments, handwriting, messages] = await Promise.all([
    store.particulars(petition.id),
    store.events(petition.id),
    store.attachmentsOf(petition.id),
    handwritingOf(petition, scene),
    isOffice(person, context.regime) ? store.messagesOf(petition.id) : null,
  ]);
  if (!particulars) throw new Error('a petition without particulars');
  return petitionViewOf(
    { petition, particulars, events, attachments, handwriting, messages },
    context,
  );
}

async function handwritingOf(
  { signatures }: Petition,
  { deps: { store } }: Scene,
): Promise<ReadonlyMap<string, string>> {
  const ids = signatures.map(({ handwriting }) => handwriting);
  const paths = await Promise.all(ids.map((id) => store.handwriting(id)));
  return new Map(ids.map((id, index) => [id, paths[index] ?? '']));
}
