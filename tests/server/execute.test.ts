import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadWording } from '../../db/seed-wording.ts';
import type { Submission } from '../../server/domain/command.ts';
import { type Decide, decideWith } from '../../server/domain/decide.ts';
import { refuse } from '../../server/domain/result.ts';
import { createExecutor } from '../../server/execute.ts';
import type { Answer, Store } from '../../server/store/store.ts';
import { clerk, demolition, director, otherClerk } from '../support/people.ts';
import {
  acting,
  assigned,
  MONDAY,
  openTestStore,
  recorded,
  registering,
} from '../support/store.ts';
import { at, officeCalendar } from '../support/time.ts';

describe('a command', () => {
  it('sent five times at once takes effect once and is answered the same', async () => {
    const { execute, store } = opened();
    const tap = registering();
    const answers = await Promise.all(Array.from({ length: 5 }, () => execute(tap)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
    expect(await numbersIn(store)).toEqual(['2026-0001']);
  });

  it('keeps its first answer when the petition has moved on', async () => {
    const { execute, store } = opened();
    const { petitionId } = await recorded(store, registering());
    const tap = acting(petitionId, clerk, 'signIn');
    const first = await execute(tap);
    await execute(
      acting(petitionId, director, 'terminate', { kind: 'terminate', reason: '登记错误' }),
    );
    expect(await execute(tap)).toEqual(first);
    expect(first).toEqual({ ok: true, value: { petitionId, version: 2 } });
  });

  it('keeps its refusal too', async () => {
    const { execute, store } = opened();
    const { petitionId } = await recorded(store, registering());
    const tooEarly = acting(petitionId, clerk, 'proposeAssignment', {
      kind: 'propose',
      unitId: demolition.id,
    });
    const refused = await execute(tooEarly);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'wrongStage' } });
    await recorded(store, acting(petitionId, clerk, 'signIn'));
    expect(await execute(tooEarly)).toEqual(refused);
  });

  it.each([
    ['by another person', (tap: Submission) => ({ ...tap, by: otherClerk })],
    ['to another petition', (tap: Submission) => ({ ...tap, petitionId: 'another' })],
    ['with other content', (tap: Submission) => ({ ...registering(), commandId: tap.commandId })],
  ])('whose id is used again %s is refused', async (_, change) => {
    const { execute, store } = opened();
    const { petitionId } = await recorded(store, registering());
    const tap = acting(petitionId, clerk, 'signIn');
    await execute(tap);
    expect(await execute(change(tap))).toEqual(refuse({ code: 'commandIdReused' }));
  });

  it('is the same with its fields in another order', async () => {
    const { execute } = opened();
    const tap = registering();
    const first = await execute(tap);
    const command = JSON.parse(JSON.stringify(tap.command), (_, value) => reversed(value));
    expect(await execute({ ...tap, command })).toEqual(first);
  });

  it('whatever is repeated, in whatever order, takes effect once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }),
        async (taps) => {
          const { execute, store } = opened();
          const commands = [0, 1, 2, 3].map(() => registering());
          const answers = await Promise.all(
            taps.map(async (tap) => [tap, JSON.stringify(await execute(given(commands[tap])))]),
          );
          expect(new Set(answers.map(String)).size).toBe(new Set(taps).size);
          expect(await numbersIn(store)).toHaveLength(new Set(taps).size);
          await store.close();
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('two people looking at the same version', () => {
  it('cannot both act: the second is told who was first', async () => {
    const { execute, store } = opened();
    const { id, version } = await assigned(store);
    const accept = (by: string) =>
      acting(
        id,
        by,
        'acceptAssignment',
        { kind: 'accept', caseworkerId: demolition.caseworker },
        { seenVersion: version },
      );
    const [first, second] = await Promise.all([
      execute(accept(demolition.liaisonB)),
      execute(accept(demolition.liaisonA)),
    ]);
    expect(first.ok).toBe(true);
    expect(second).toEqual(
      refuse({
        code: 'changedMeanwhile',
        version: version + 1,
        lastAct: '接件承办',
        lastActBy: demolition.liaisonB,
        lastActAt: MONDAY,
      }),
    );
  });

  it('are exactly one too many, in each of a hundred pairs', async () => {
    const { execute, store } = opened();
    for (let pair = 0; pair < 100; pair += 1) {
      const { petitionId } = await recorded(store, registering());
      const taps = [clerk, otherClerk].map((by) =>
        acting(petitionId, by, 'signIn', { kind: 'step' }, { seenVersion: 1 }),
      );
      const codes = (await Promise.all(taps.map(execute))).map(codeOf);
      expect(codes).toEqual(['recorded', 'changedMeanwhile']);
    }
  });
});

describe('commands of one moment', () => {
  it('stand alone: a refused one and a bug among them do not touch the others', async () => {
    const store = openTestStore();
    const decide = withFaults();
    const execute = executing(store, { decide });
    const outcomes = await Promise.allSettled([
      execute(registering()),
      execute(registering({ by: demolition.liaisonA })),
      execute(registering()),
      execute(registering({ facts: { category: 'bug' } })),
      execute(registering()),
    ]);
    expect(
      outcomes.map((outcome) =>
        'value' in outcome ? codeOf(outcome.value) : String(outcome.reason),
      ),
    ).toEqual(['recorded', 'notPermitted', 'recorded', 'Error: planted', 'recorded']);
    expect(await numbersIn(store)).toEqual(['2026-0001', '2026-0002', '2026-0003']);
  });

  it('are written together, and two hundred at most', async () => {
    const store = openTestStore();
    const batches: number[] = [];
    const counted: Pick<Store, 'executeBatch'> = {
      executeBatch(batch, now, decideOne) {
        batches.push(batch.length);
        return store.executeBatch(batch, now, decideOne);
      },
    };
    const execute = executing(counted);
    const answers = await Promise.all(Array.from({ length: 401 }, () => execute(registering())));
    expect(batches).toEqual([200, 200, 1]);
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['recorded']));
    expect(await numbersIn(store)).toHaveLength(401);
  });

  it('wake the sender once when something was recorded, and not for a refusal', async () => {
    const store = openTestStore();
    let woken = 0;
    const execute = executing(store, { wake: () => (woken += 1) });
    await Promise.all([execute(registering()), execute(registering())]);
    expect(woken).toBe(1);
    await execute(registering({ by: demolition.liaisonA }));
    expect(woken).toBe(1);
  });

  it('are all refused an answer when the transaction itself fails', async () => {
    const store = openTestStore();
    await store.close();
    const outcomes = await Promise.allSettled([registering(), registering()].map(executing(store)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('numbers', () => {
  it('have no gaps after refusals and bugs that had taken one [M26]', async () => {
    const store = openTestStore();
    const execute = executing(store, { decide: withFaults() });
    const taps = [
      registering(),
      registering({ facts: { category: 'bug' } }),
      registering({ facts: { category: 'second thoughts' } }),
      registering(),
    ];
    const outcomes = await Promise.allSettled(taps.map(execute));
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await numbersIn(store)).toEqual(['2026-0001', '2026-0002']);
  });

  it('begin anew with the Beijing year [M26]', async () => {
    const store = openTestStore();
    const facts = { receivedAt: MONDAY };
    await recorded(store, registering({ facts }), at('2026-12-31 23:59'));
    await recorded(store, registering({ facts }), at('2027-01-01 00:00'));
    expect(await numbersIn(store)).toEqual(['2026-0001', '2027-0001']);
  });
});

describe('a timer', () => {
  it('fires once, however often it is found', async () => {
    const { store } = opened();
    const { id } = await assigned(store);
    const now = at('2026-09-28 17:29');
    const [due] = await store.dueTimers(now, 10);
    const { submission } = given(due);
    await recorded(store, submission, now);
    const told = await store.messagesOf(id);
    await recorded(store, submission, now);
    expect(await store.messagesOf(id)).toEqual(told);
    const left = await store.dueTimers(now, 10);
    expect(left.map((timer) => timer.submission.commandId)).not.toContain(submission.commandId);
  });

  it('that is too early is done with and records nothing', async () => {
    const { execute, store } = opened();
    const { id } = await assigned(store);
    const deadline = given(
      (await store.dueTimers(at('2027-06-01 09:00'), 1000)).find(
        ({ submission: { command } }) => command.type === 'fireWarning' && command.warning === -1,
      ),
    );
    const events = await store.events(id);
    expect(codeOf(await execute(deadline.submission))).toBe('nothingToDo');
    expect(await store.events(id)).toEqual(events);
  });

  it('is gone once its clock has stopped, with the reminder it had written', async () => {
    const { store } = opened();
    const { id } = await assigned(store);
    const now = at('2026-09-28 11:30');
    const [due] = await store.dueTimers(now, 10);
    const { submission } = given(due);
    await recorded(store, submission, now);
    const { command } = submission;
    const clockOf = (timer: { submission: Submission }) =>
      'clock' in timer.submission.command ? timer.submission.command.clock : '';
    const clock = 'clock' in command ? command.clock : '';
    const far = at('2027-06-01 09:00');
    expect((await store.dueTimers(far, 1000)).map(clockOf)).toContain(clock);
    const reminder = given((await store.messagesOf(id)).at(-1));
    expect(reminder.state).toBe('queued');
    await recorded(
      store,
      acting(id, demolition.liaisonA, 'acceptAssignment', {
        kind: 'accept',
        caseworkerId: demolition.caseworker,
      }),
      now,
    );
    expect((await store.dueTimers(far, 1000)).map(clockOf)).not.toContain(clock);
    const [superseded] = (await store.messagesOf(id)).filter(
      ({ id: number }) => number === reminder.id,
    );
    expect(superseded).toMatchObject({ state: 'superseded', reason: 'clockStopped' });
  });
});

describe('a petition one may not see', () => {
  it('is answered like one that does not exist', async () => {
    const { execute, store } = opened();
    const { petitionId } = await recorded(
      store,
      registering({ facts: { appealType: 'accusation' }, accused: { unitIds: [demolition.id] } }),
    );
    for (const seenVersion of [1, 7]) {
      const hidden = await execute(
        acting(petitionId, demolition.liaisonA, 'signIn', { kind: 'step' }, { seenVersion }),
      );
      const missing = await execute(
        acting('nowhere', demolition.liaisonA, 'signIn', { kind: 'step' }, { seenVersion }),
      );
      expect(JSON.stringify(hidden)).toBe(JSON.stringify(missing));
      expect(codeOf(hidden)).toBe('notFound');
    }
  });
});

const decideForReal = decideWith(loadWording());

/** Takes everything a decision takes, its number first of all, then breaks or refuses: it must be given back. */
function withFaults(): Decide {
  return (petition, command, circumstances) => {
    const decision = decideForReal(petition, command, circumstances);
    if (command.type !== 'registerPetition') return decision;
    if (command.facts.category === 'bug') throw new Error('planted');
    return command.facts.category === 'second thoughts'
      ? refuse({ code: 'nothingToDo' })
      : decision;
  };
}

function executing(
  store: Pick<Store, 'executeBatch'>,
  { decide = decideForReal, wake = () => {} }: { decide?: Decide; wake?: () => void } = {},
) {
  const calendar = officeCalendar();
  return createExecutor({ store, decide, clock: () => MONDAY, calendar: () => calendar, wake });
}

function opened() {
  const store = openTestStore();
  return { store, execute: executing(store) };
}

async function numbersIn(store: Store): Promise<readonly string[]> {
  const { items, total } = await store.list({ scope: 'all', limit: 1000 }, clerk, MONDAY);
  expect(items).toHaveLength(total);
  return items.map(({ number }) => number).sort();
}

function codeOf(answer: Answer): string {
  return answer.ok ? 'recorded' : answer.refusal.code;
}

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}

function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('there is none');
  return value;
}
