import type { ActBody } from '../../server/contract/act-input.ts';
import type { RegisterBody } from '../../server/contract/registration.ts';
import type { PetitionList, PetitionView, ToDoList } from '../../server/contract/view.ts';
import { clock } from '../clock.ts';
import { officeHours } from '../office-hours.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** A petition with the server's time at which it looked so. */
export interface PetitionAnswer {
  readonly now: number;
  readonly petition: PetitionView;
}

export interface PetitionFilter {
  readonly scope: 'open' | 'ended' | 'all';
  readonly number: string;
  readonly overdue: boolean;
  readonly cursor?: string;
}

export interface Revealed {
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
  readonly address: string;
}

/** GET /api/todo */
export async function loadToDo(): Promise<Answer<ToDoList>> {
  const answer = timed(await request<ToDoList>('GET', '/todo'));
  if (answer.ok) officeHours.value = answer.value.officeHours;
  return answer;
}

/** GET /api/petitions */
export async function loadPetitions(filter: PetitionFilter): Promise<Answer<PetitionList>> {
  const query = new URLSearchParams({ scope: filter.scope });
  if (filter.number) query.set('number', filter.number);
  if (filter.overdue) query.set('overdue', 'true');
  if (filter.cursor) query.set('cursor', filter.cursor);
  return timed(await request<PetitionList>('GET', `/petitions?${query}`));
}

/** POST /api/petitions */
export function registerPetition(body: RegisterBody): Promise<Answer<{ petition: PetitionView }>> {
  return request('POST', '/petitions', body);
}

/** GET /api/petitions/:id */
export async function loadPetition(id: string): Promise<Answer<PetitionAnswer>> {
  return timed(await request<PetitionAnswer>('GET', `/petitions/${encodeURIComponent(id)}`));
}

/** POST /api/petitions/:id/acts/:act */
export async function carryOut(
  id: string,
  act: string,
  body: ActBody,
): Promise<Answer<PetitionAnswer>> {
  const path = `/petitions/${encodeURIComponent(id)}/acts/${encodeURIComponent(act)}`;
  return timed(await request<PetitionAnswer>('POST', path, body));
}

/** POST /api/petitions/:id/reveal; the server records who asked and why. */
export function revealPetitioner(id: string, reason: string): Promise<Answer<Revealed>> {
  return request('POST', `/petitions/${encodeURIComponent(id)}/reveal`, { reason });
}

function timed<Value extends { readonly now: number }>(answer: Answer<Value>): Answer<Value> {
  if (answer.ok) clock.synchronize(answer.value.now);
  return answer;
}
