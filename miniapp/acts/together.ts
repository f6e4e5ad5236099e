import type { Answer } from '../api/call.ts';
import { newCommandId } from '../submission.ts';

/** What came of signing for one petition among several. */
export type Outcome =
  | { readonly state: 'waiting' }
  | { readonly state: 'done' }
  /** Refused, or the answer was lost: the words say which and why. */
  | { readonly state: 'refused' | 'unknown'; readonly message: string };

export type Outcomes = Readonly<Record<string, Outcome>>;

/**
 * Sends one command per petition, one after the other: each has its own id, version and outcome. Those without a
 * definite answer keep their id, so that another run can record nothing twice; what is settled is not sent again.
 * A run ends where the server cannot be reached: the others would only wait in vain.
 */
export function createTogether(send: (id: string, commandId: string) => Promise<Answer<unknown>>) {
  const commandIds = new Map<string, string>();
  return async function run(
    ids: readonly string[],
    before: Outcomes,
    report: (outcomes: Outcomes) => void,
  ): Promise<void> {
    let outcomes: Outcomes = before;
    for (const id of ids) {
      if (isSettled(outcomes[id])) continue;
      const commandId = commandIds.get(id) ?? newCommandId();
      commandIds.set(id, commandId);
      const answer = await send(id, commandId);
      outcomes = { ...outcomes, [id]: outcomeOf(answer) };
      report(outcomes);
      if (!answer.ok && answer.failure.kind !== 'refused') return;
    }
  };
}

export function isSettled(outcome: Outcome | undefined): boolean {
  return outcome?.state === 'done' || outcome?.state === 'refused';
}

function outcomeOf(answer: Answer<unknown>): Outcome {
  if (answer.ok) return { state: 'done' };
  const { kind, message } = answer.failure;
  return { state: kind === 'refused' ? 'refused' : 'unknown', message };
}
