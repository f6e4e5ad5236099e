import type { RegisterBody, Registration } from '../contract/registration.ts';
import type { Calendar } from '../domain/calendar.ts';
import { type Directory, roleHolders, type StaffId } from '../domain/directory.ts';
import type { PetitionChannel } from '../domain/petition-kinds.ts';
import { REGISTRATION_RECORD } from '../domain/record.ts';
import type { Regime } from '../domain/regime.ts';
import { type Instant, isoText, localDay, localDayOf } from '../domain/time.ts';
import { closeOf, workingDayFrom } from '../domain/working-time.ts';
import { recordFormView } from '../http/views/record.ts';
import { answersFor } from './act-entry.ts';
import type { Dice } from './dice.ts';
import type { FilePetition } from './petitions-file.ts';

/** What a clerk enters for a record of the file: the body of the registration, but for its command id. */
export function registrationOf(
  petition: FilePetition,
  office: {
    readonly calendar: Calendar;
    readonly directory: Directory;
    readonly dice: Dice;
    readonly regime: Regime;
    readonly now: () => Instant;
    /** Number of the petition that this one repeats, where it has been registered. */
    readonly repeatOf?: string;
  },
): Omit<RegisterBody, 'commandId'> {
  const { name, phone, idNumber } = petition.petitioner;
  const representatives = representativesOf(petition);
  const accused = accusedOf(petition, office);
  const answers = registrationAnswers(petition, office);
  return {
    registration: {
      flow: flowFor(petition, office.regime),
      source: petition.source,
      channel: channelFor(petition, office.regime),
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
      ...(answers ? { answers } : {}),
    },
  };
}

/** The one it came by, where the office takes petitions that way; else the first that it does take. */
function channelFor({ channel }: FilePetition, { registration }: Regime): PetitionChannel {
  const offered = registration?.channels.map(({ id }) => id) ?? [];
  return offered.length === 0 || offered.includes(channel) ? channel : (offered[0] ?? channel);
}

/** Visitors go the visitors' way where there is one; an accusation is not received in the hall (附件2 knows none). */
export function flowFor({ channel, appealType }: FilePetition, { flows }: Regime): string {
  const visits = Object.keys(flows).find((flow) => flow === channel);
  const [usual = ''] = Object.keys(flows);
  return visits !== undefined && appealType !== 'accusation' ? visits : usual;
}

/** Everybody who holds a post of a unit. */
export function postHolders({ units }: Directory): ReadonlySet<StaffId> {
  return new Set([...units.values()].flatMap(({ posts }) => Object.values(posts)));
}

/** What the regulation asks beside, answered as acts are. */
function registrationAnswers(
  petition: FilePetition,
  { regime, directory, dice, now }: Parameters<typeof registrationOf>[1],
) {
  if (!regime.records?.[REGISTRATION_RECORD]) return undefined;
  const form = recordFormView(REGISTRATION_RECORD, null, { regime, directory });
  return answersFor(form, { petition, dice: dice.of('registration', petition.id), now: now() });
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
  office: { readonly directory: Directory; readonly dice: Dice; readonly regime: Regime },
): Registration['accused'] | undefined {
  if (petition.appealType !== 'accusation') return undefined;
  const { directory, dice } = office;
  const named = petition.accusedIsLeader
    ? signerOf(petition, office)
    : dice.pick([undefined, memberElsewhere(petition, directory, dice)], petition.id, 'accused');
  return named === undefined
    ? { staffIds: [], unitIds: [], outside: true }
    : { staffIds: [named], unitIds: [], outside: false };
}

/** One of those who sign, in the office or for the unit, and have a substitute who must then step in. */
function signerOf(
  { id, unitId }: FilePetition,
  { directory, dice, regime }: Parameters<typeof accusedOf>[1],
): StaffId | undefined {
  const signing = Object.values(regime.stages).flatMap(({ acts }) =>
    Object.values(acts).flatMap(({ signs, by }) => (signs === undefined ? [] : by)),
  );
  const roles = new Set(signing.map(({ role }) => role));
  const signers = [...roles].flatMap((role) => {
    const rule = regime.roles[role];
    if (!rule?.substitute || rule.exactlyOne) return [];
    if (rule.binding.kind === 'office') return roleHolders(directory, role).map((one) => one.id);
    if (rule.binding.kind !== 'unit') return [];
    return directory.units.get(unitId)?.posts[rule.binding.post] ?? [];
  });
  return dice.pick(signers, id, 'accusedLeader');
}

/** Somebody without a post, of a department that will not handle the petition. */
function memberElsewhere(
  petition: FilePetition,
  directory: Directory,
  dice: Dice,
): StaffId | undefined {
  const posts = postHolders(directory);
  const members = [...directory.staff.values()].filter(
    ({ id, unitId, roles }) =>
      unitId !== undefined && unitId !== petition.unitId && roles.length === 0 && !posts.has(id),
  );
  return dice.pick(members, petition.id, 'accusedMember')?.id;
}
