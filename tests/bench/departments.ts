import type { StaffId, Unit } from '../../server/domain/directory.ts';
import { jinghuOffice } from '../support/demonstration.ts';

/** The people of a department through whose hands an ordinary petition goes. */
export interface Department {
  readonly id: string;
  readonly liaisonA: StaffId;
  readonly caseworker: StaffId;
  readonly leader: StaffId;
}

const { directory } = jinghuOffice();

/** Of the fictional office. */
export const departments: readonly Department[] = [...directory.units.values()].map(departmentOf);

/** The caseworker is whoever belongs to the department without holding one of its posts. */
function departmentOf({ id, posts: { liaisonA, liaisonB, head, leader } }: Unit): Department {
  const posts = [liaisonA, liaisonB, head];
  const caseworker = [...directory.staff.values()].find(
    (person) => person.unitId === id && person.roles.length === 0 && !posts.includes(person.id),
  );
  if (!liaisonA || !leader || !caseworker) throw new Error(`${id} lacks people`);
  return { id, liaisonA, caseworker: caseworker.id, leader };
}
