import type { StaffMember } from '../../domain/directory.ts';
import type { GateContext } from '../../domain/gate.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Scene } from '../route.ts';

/** A petition is looked at under its own regulation, by one person, at one moment. */
export interface ViewContext extends GateContext {
  readonly person: StaffMember;
}

export function contextOf(petition: Petition, person: StaffMember, scene: Scene): ViewContext {
  const { id, version } = petition.regime;
  const regime = scene.regimes.find(
    (candidate) => candidate.id === id && candidate.version === version,
  );
  if (!regime) throw new Error(`regime ${id} version ${version} is not loaded`);
  const { now, calendar, directory } = scene;
  return { now, by: person.id, calendar, directory, regime, person };
}
