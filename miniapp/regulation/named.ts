import type { RegulationView } from '../../server/contract/regulation.ts';

/** What stands in the address for one version of a regulation. */
export function nameOf({ id, version }: Pick<RegulationView, 'id' | 'version'>): string {
  return `${id}@${version}`;
}
