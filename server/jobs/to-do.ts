import type { StaffId } from '../domain/directory.ts';
import type { WantedToDo } from '../domain/step.ts';
import { HOUR, instant } from '../domain/time.ts';
import type { FollowerFailure, ShownToDo, ToDoToSync } from '../store/step-store.ts';
import { budgetNow } from './budget.ts';
import type { DeliveryFailure, Outcome, ToDoDelivery } from './delivery.ts';
import type { JobSurroundings } from './surroundings.ts';

/** What DingTalk now shows, why it would not, or why we leave it for the time being. */
export type ToDoOutcome =
  | { readonly ok: true; readonly value: ShownToDo }
  | { readonly ok: false; readonly failure: DeliveryFailure }
  | { readonly ok: false; readonly left: FollowerFailure };

/** One call: makes the to-do, hands it on to the people it now waits for, or finishes it. */
export async function showToDo(toDo: ToDoToSync, given: JobSurroundings): Promise<ToDoOutcome> {
  const { toDos } = given.delivery;
  if (!toDos) return { ok: false, left: NOT_USED };
  // One already shown is still finished: a to-do that never goes away is worse than none.
  if (!toDo.done && (await budgetNow(given)) === 'scarce') {
    return { ok: false, left: { ...SPARED, retryAt: instant(given.clock() + 6 * HOUR) } };
  }
  return toDo.taskId === null
    ? await make(toDo, toDos, given)
    : await change({ ...toDo, taskId: toDo.taskId }, toDos, given);
}

const NOT_USED: FollowerFailure = { givenUp: true, reason: '未启用钉钉待办。' };
const NOBODY: FollowerFailure = { givenUp: true, reason: '钉钉通讯录中没有可接收待办的人。' };
const SPARED = { reason: '本月接口调用额度将尽，暂不更新钉钉待办。', spared: true };

async function make(
  { source, petitionId, number, wanted }: ToDoToSync,
  toDos: ToDoDelivery,
  given: JobSurroundings,
): Promise<ToDoOutcome> {
  const people = await unionIdsOf([toDos.operator, ...wanted.executors], toDos, given);
  if (!people.ok) return people;
  const creator = people.value.get(toDos.operator);
  const executors = known(wanted.executors, people.value);
  if (creator === undefined || executors.length === 0) return { ok: false, left: NOBODY };
  const made = await toDos.createToDo({
    sourceId: source,
    creator,
    executors,
    subject: subjectOf(number, wanted),
    ...(wanted.dueAt === null ? {} : { dueAt: wanted.dueAt }),
    urgent: wanted.urgent,
    link: given.linkFor(`/petitions/${petitionId}`),
  });
  if (!made.ok) return made;
  // Finishing one that was made only now is a call of its own: it stays due.
  return { ok: true, value: { wanted, done: false, taskId: made.value.taskId, creator } };
}

async function change(
  { taskId, creator, number, wanted, shown, done }: ToDoToSync & { readonly taskId: string },
  toDos: ToDoDelivery,
  given: JobSurroundings,
): Promise<ToDoOutcome> {
  const maker = creator ?? '';
  if (done) return shownAs(await toDos.updateToDo({ taskId, creator: maker, done }));
  const people = await unionIdsOf(wanted.executors, toDos, given);
  if (!people.ok) return people;
  const executors = known(wanted.executors, people.value);
  if (executors.length === 0) return { ok: false, left: NOBODY };
  const isMoved = wanted.dueAt !== null && wanted.dueAt !== shown?.dueAt;
  const isUrged = wanted.urged !== shown?.urged;
  return shownAs(
    await toDos.updateToDo({
      taskId,
      creator: maker,
      executors,
      ...(isUrged ? { subject: subjectOf(number, wanted) } : {}),
      ...(isMoved && wanted.dueAt !== null ? { dueAt: wanted.dueAt } : {}),
    }),
  );

  function shownAs(outcome: Outcome<null>): ToDoOutcome {
    return outcome.ok ? { ok: true, value: { wanted, done, taskId, creator: maker } } : outcome;
  }
}

/** Of an accusation nothing is said; otherwise the number and nothing else. */
function subjectOf(number: string | null, { urged }: WantedToDo): string {
  const subject = number === null ? '有一件事项待您办理' : `信访件 ${number} 待您办理`;
  return urged ? `【催办】${subject}` : subject;
}

/** Asked of DingTalk once for each person; somebody DingTalk does not know is left out. */
async function unionIdsOf(
  staffIds: readonly StaffId[],
  toDos: ToDoDelivery,
  { store }: JobSurroundings,
): Promise<Outcome<ReadonlyMap<StaffId, string>>> {
  const found = new Map(await store.unionIds(staffIds));
  for (const staffId of new Set(staffIds)) {
    if (found.has(staffId)) continue;
    const person = await toDos.person(staffId);
    if (!person.ok) return person;
    if (!person.value) continue;
    await store.keepUnionId(staffId, person.value.unionId);
    found.set(staffId, person.value.unionId);
  }
  return { ok: true, value: found };
}

function known(
  staffIds: readonly StaffId[],
  unionIds: ReadonlyMap<StaffId, string>,
): readonly string[] {
  return staffIds.flatMap((id) => unionIds.get(id) ?? []);
}
