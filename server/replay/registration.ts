import type { Registration } from '../contract/registration.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Directory, StaffId, Unit } from '../domain/directory.ts';
import { isoText, localDay, localDayOf } from '../domain/time.ts';
import { closeOf, workingDayFrom } from '../domain/working-time.ts';
import type { Dice } from './dice.ts';
import type { FilePetition } from './petitions-file.ts';

/** What a clerk enters for a record of the file. */
export function registrationOf(
  petition: FilePetition,
  office: {
    readonly calendar: Calendar;
    readonly directory: Directory;
    readonly dice: Dice;
    /** Number of the petition that this one repeats, where it has been registered. */
    readonly repeatOf?: string;
  },
): Registration {
  const { name, phone, idNumber } = petition.petitioner;
  const representatives = representativesOf(petition);
  const accused = accusedOf(petition, office.directory, office.dice);
  return {
    // An accusation goes to the principal leader at once and is not received in the hall (附件2 knows none).
    flow: petition.channel === 'visit' && !accused ? 'visit' : 'platform',
    source: petition.source,
    channel: petition.channel,
    category: petition.category,
    appealType: petition.appealType,
    peopleCount: petition.peopleCount,
    ...(representatives === undefined ? {} : { representatives }),
    ...(petition.platformNumber === undefined ? {} : { platformNumber: petition.platformNumber }),
    ...(petition.source === 'superior' ? { externalDueAt: externalDueAt(petition, office) } : {}),
    receivedAt: isoText(petition.receivedAt),
    anonymous: petition.anonymous,
    ...(office.repeatOf === undefined ? {} : { repeatOf: office.repeatOf }),
    repeated: petition.repeated,
    title: petition.title,
    body: petition.body,
    petitioner: { name, phone, idNumber, address: petition.address },
    ...(accused ? { accused } : {}),
  };
}

/** 15 to 45 days from receipt, at the close of business of a working day. */
function externalDueAt(
  { id, receivedAt }: FilePetition,
  { calendar, dice }: { readonly calendar: Calendar; readonly dice: Dice },
): string {
  const days = dice.between(15, 45, id, 'externalDueAt');
  const day = workingDayFrom(calendar, localDay(localDayOf(receivedAt) + days));
  const close = day.ok ? closeOf(calendar, day.value) : null;
  if (close === null) throw new Error(`no working day after petition ${id} of the file`);
  return isoText(close);
}

/** More than five who come together are asked to choose representatives, of whom there may be five. */
function representativesOf(petition: FilePetition): number | undefined {
  if (petition.representatives !== undefined) return petition.representatives;
  return petition.channel === 'visit' && petition.peopleCount > 5 ? 5 : undefined;
}

function accusedOf(
  petition: FilePetition,
  directory: Directory,
  dice: Dice,
): Registration['accused'] | undefined {
  if (petition.appealType !== 'accusation') return undefined;
  const named = petition.accusedIsLeader
    ? leaderOf(petition, directory, dice)
    : dice.pick([undefined, memberElsewhere(petition, directory, dice)], petition.id, 'accused');
  return named === undefined
    ? { staffIds: [], unitIds: [], outside: true }
    : { staffIds: [named], unitIds: [], outside: false };
}

/** The leader in charge of petitions or the one in charge of the matter: the two whose substitutes must step in. */
function leaderOf(petition: FilePetition, directory: Directory, dice: Dice): StaffId | undefined {
  const people = [...directory.staff.values()];
  const petitionLeader = people.find(({ roles }) => roles.includes('petitionLeader'))?.id;
  const matterLeader = directory.units.get(petition.unitId)?.leader;
  return dice.pick([petitionLeader, matterLeader], petition.id, 'accusedLeader') ?? petitionLeader;
}

/** Somebody without a post, of a department that will not handle the petition. */
function memberElsewhere(
  petition: FilePetition,
  directory: Directory,
  dice: Dice,
): StaffId | undefined {
  const posts = [...directory.units.values()].flatMap(holdersOf);
  const members = [...directory.staff.values()].filter(
    ({ id, unitId, roles }) =>
      unitId !== undefined &&
      unitId !== petition.unitId &&
      roles.length === 0 &&
      !posts.includes(id),
  );
  return dice.pick(members, petition.id, 'accusedMember')?.id;
}

function holdersOf({ liaisonA, liaisonB, head, leader }: Unit): readonly (StaffId | undefined)[] {
  return [liaisonA, liaisonB, head, leader];
}
