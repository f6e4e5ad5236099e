import type { JobSurroundings } from './surroundings.ts';

/** What the work of each office is given: the same as all, with a store that knows of that office alone. */
export async function ownSurroundings<Given extends JobSurroundings>(
  given: Given,
): Promise<readonly Given[]> {
  const { offices } = await given.store.directory();
  const active = [...(offices?.values() ?? [])].filter((office) => office.active);
  return active.map(({ id, title }) => ({
    ...given,
    store: given.store.ofOffice(id),
    ...(active.length > 1 ? { groupHeading: title } : {}),
  }));
}
