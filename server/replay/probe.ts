import type { Directory, StaffId } from '../domain/directory.ts';
import type { Petition } from '../domain/petition.ts';
import { isConflicted } from '../domain/staffing.ts';
import type { Instant } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import type { Client } from './client.ts';
import type { Dice } from './dice.ts';
import type { Probe } from './verdict/evidence.ts';

/** Outsiders asked each time: enough that in a year everybody has been one. */
const OUTSIDERS = 2;

/** Asks for an accusation as its accused and as a few people who have no part in it, by everything they could ask. */
export async function probeAccusation(
  petition: Petition,
  given: {
    readonly client: Client;
    readonly store: Pick<Store, 'participants'>;
    readonly directory: Directory;
    readonly dice: Dice;
    readonly now: Instant;
  },
): Promise<readonly Probe[]> {
  const { client, directory, dice, now } = given;
  const participants = await given.store.participants(petition.id);
  const people = [...directory.staff.values()];
  const accused = people.filter((person) => isConflicted(petition, person)).map(({ id }) => id);
  const outside = people
    .map(({ id }) => id)
    .filter((id) => !participants.has(id) && !accused.includes(id));
  const asked = Array.from({ length: OUTSIDERS }, (_, index) => dice.pick(outside, now, index));
  const probes: Probe[] = [];
  for (const by of new Set([...accused, ...asked])) {
    if (by === undefined) continue;
    const page = await client.get(by, `/api/petitions/${petition.id}`);
    const unknown = await client.get(by, `/api/petitions/${idOfNobody(petition.id)}`);
    probes.push({
      petitionId: petition.id,
      by,
      isAccused: accused.includes(by),
      at: now,
      listed: await isListed(client, by, petition),
      status: page.status,
      sameAsUnknown: anonymous(page.text) === anonymous(unknown.text),
    });
  }
  return probes;
}

/** In the register by any of its views, or among the things to do. */
async function isListed(client: Client, by: StaffId, { id, number }: Petition): Promise<boolean> {
  const addresses = [
    '/api/todo',
    `/api/petitions?scope=all&number=${encodeURIComponent(number)}`,
    '/api/petitions?scope=open&limit=100',
    '/api/petitions?scope=ended&limit=100',
  ];
  for (const address of addresses) {
    const { status, text } = await client.get(by, address);
    if (status !== 200) throw new Error(`${address}: ${status} ${text}`);
    if (text.includes(id) || text.includes(number)) return true;
  }
  return false;
}

/** Of the same length and alphabet. */
function idOfNobody(id: string): string {
  return [...id].reverse().join('');
}

/** Every answer carries the number of its own request. */
function anonymous(text: string): string {
  return text.replace(/"requestId":"[^"]*"/, '"requestId":""');
}
