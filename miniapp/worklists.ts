import type { Worklist } from '../server/contract/people.ts';
import { session } from './session.ts';

/** Whether the regulation of whoever is signed in has any use for the list; everything is known before that. */
export function knows(list: Worklist): boolean {
  return session.me?.worklists.includes(list) ?? true;
}
