import { pushEvent } from './events.ts';
import type { SandboxPerson } from './known.ts';
import { remember } from './memory.ts';
import type { SandboxState } from './state.ts';

/** From now on DingTalk knows nobody of this id. */
export function leave(state: SandboxState, userId: string): void {
  known(state, userId);
  remember(state, { kind: 'personGone', userId });
  tell(state, 'user_leave_org', userId);
}

export function join(state: SandboxState, person: SandboxPerson): void {
  if (state.people.has(person.userId))
    throw new Error(`the user id ${person.userId} is taken in the sandbox`);
  remember(state, { kind: 'person', person });
  tell(state, 'user_add_org', person.userId);
}

export function move(state: SandboxState, userId: string, departmentIds: readonly number[]): void {
  const person = { ...known(state, userId), departmentIds };
  remember(state, { kind: 'person', person });
  tell(state, 'user_modify_org', userId);
}

function tell(state: SandboxState, eventType: string, userId: string): void {
  pushEvent(state, eventType, { timeStamp: String(state.clock()), userId: [userId] });
}

/** A stranger is a mistake in the caller. */
function known({ people }: SandboxState, userId: string): SandboxPerson {
  const person = people.get(userId);
  if (!person) throw new Error(`nobody in the sandbox has the user id ${userId}`);
  return person;
}
