export type OfficeId = string & { readonly brand?: 'office' };

/** One of the offices of an installation (机构): it has people, units and petitions of its own and one regulation. */
export interface Office {
  readonly id: OfficeId;
  /** As its people read it at the top of every page. */
  readonly title: string;
  /** Of the regulation under which it registers; petitions keep the version they were registered under. */
  readonly regimeId: string;
  /** False: its people can no longer sign in. */
  readonly active: boolean;
}

/** Of everything that says nothing else: an installation with a single office need not name it anywhere. */
export const MAIN_OFFICE: OfficeId = 'main';

/** Whose a person, a unit or a petition is. */
export function officeOf({ officeId }: { readonly officeId?: OfficeId }): OfficeId {
  return officeId ?? MAIN_OFFICE;
}

/** The property to write down whose something is; nothing for the main office. */
export function belongingTo(officeId: OfficeId): { readonly officeId?: OfficeId } {
  return officeId === MAIN_OFFICE ? {} : { officeId };
}
