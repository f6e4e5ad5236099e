import type { PetitionSummary } from '../contract/view.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import type { Scene } from './route.ts';
import { contextOf } from './views/context.ts';
import { summaryOf } from './views/summary.ts';

/** Lines of a list that the store has already limited to what the person may see. */
export function summariesOf(
  petitions: readonly Petition[],
  person: StaffMember,
  scene: Scene,
): Promise<PetitionSummary[]> {
  return Promise.all(
    petitions.map(async (petition) => {
      const particulars = await scene.deps.store.particulars(petition.id);
      if (!particulars) throw new Error('a petition without particulars');
      return summaryOf(petition, particulars, contextOf(petition, person, scene));
    }),
  );
}
