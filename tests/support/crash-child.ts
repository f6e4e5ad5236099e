import { loadWording } from '../../db/seed-wording.ts';
import { decideWith } from '../../server/domain/decide.ts';
import { createExecutor } from '../../server/execute.ts';
import { openStore } from '../../server/store/open-store.ts';
import type { Store } from '../../server/store/store.ts';
import type { Acknowledged } from './crash.ts';
import { clerk, demolition, petitionLeader } from './people.ts';
import { acting, MONDAY, registering, storeOptions } from './store.ts';
import { officeCalendar } from './time.ts';

/**
 * An office at full work, in a process of its own that is going to be killed: eight people at a time, each answer
 * told to the parent the moment it is given, with the number of messages the decision had written.
 */
const [, , path = '', round = ''] = process.argv;
const PEOPLE = 8;
const store = openStore(storeOptions({ path }));
const messages = new Map<string, number>();
const counting: Pick<Store, 'executeBatch'> = {
  executeBatch: (batch, now, decideOne) =>
    store.executeBatch(batch, now, (petition, submission, held) => {
      const decision = decideOne(petition, submission, held);
      messages.set(submission.commandId, decision.ok ? decision.value.messages.length : 0);
      return decision;
    }),
};
const calendar = officeCalendar();
const execute = createExecutor({
  store: counting,
  decide: decideWith(loadWording()),
  clock: () => MONDAY,
  calendar: () => calendar,
  wake: () => {},
});
let taps = 0;

await Promise.all(Array.from({ length: PEOPLE }, work));

async function work(): Promise<never> {
  for (;;) {
    const petitionId = await tap(registering());
    const unitId = demolition.id;
    await tap(acting(petitionId, clerk, 'signIn'));
    await tap(acting(petitionId, clerk, 'proposeAssignment', { kind: 'propose', unitId }));
    await tap(
      acting(
        petitionId,
        petitionLeader,
        'assign',
        { kind: 'assign', unitId, opinion: '请征迁部办理。' },
        { handwriting: `M0 0 L${taps} 10` },
      ),
    );
  }
}

async function tap(submission: ReturnType<typeof acting>): Promise<string> {
  taps += 1;
  const tapped = { ...submission, commandId: `round-${round}-tap-${taps}` };
  const answer = await execute(tapped);
  const told: Acknowledged = {
    submission: tapped,
    answer,
    messages: messages.get(tapped.commandId) ?? 0,
  };
  // To a pipe this is written before it returns.
  process.stdout.write(`${JSON.stringify(told)}\n`);
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value.petitionId;
}
