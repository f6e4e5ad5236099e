import {
  calendarChangeBody,
  calendarChanged,
  calendarPreview,
  calendarPreviewBody,
  calendarQuery,
  calendarView,
} from '../../contract/calendar.ts';
import type { StaffId } from '../../domain/directory.ts';
import { parseLocalDay } from '../../domain/time.ts';
import { type CalendarPlan, changedDays, digestOf, planCalendar } from '../calendar-plan.ts';
import type { Failure } from '../failures.ts';
import { findVisible } from '../files.ts';
import { route, type Scene } from '../route.ts';
import { calendarYearView } from '../views/calendar.ts';
import { moveView } from '../views/deadline-move.ts';

export const showCalendar = route(
  {
    method: 'GET',
    path: '/api/calendar',
    summary: '工作日历：逐日、依据与作息时间，可查某日当时所知',
    access: 'roleHolder',
    rate: 'reads',
    query: calendarQuery,
    answer: calendarView,
  },
  async ({ query, person }, scene) => {
    const known = query.asKnownOn === undefined ? undefined : parseLocalDay(query.asKnownOn);
    if (known && !known.ok) return { failure: notSound([known.refusal.message]) };
    const { store } = scene.deps;
    const changes = await store.calendarChanges();
    const handwriting = new Map(
      await Promise.all(
        changes.map(
          async (change) => [change.id, await store.handwriting(change.handwriting)] as const,
        ),
      ),
    );
    const body = calendarYearView(
      { year: query.year, known: known?.value, changes, handwriting },
      person,
      scene,
    );
    return { status: 200, body };
  },
);

export const previewCalendar = route(
  {
    method: 'POST',
    path: '/api/calendar/preview',
    summary: '日历变更预览：哪些在办件的时限将变动（不写入）',
    access: 'administrator',
    rate: 'writes',
    body: calendarPreviewBody,
    answer: calendarPreview,
  },
  async ({ body, person }, scene) => {
    const plan = await planCalendar(body.change, scene);
    if (!plan.ok) return { failure: notSound(plan.refusal) };
    const shown = await shownTo(person.id, plan.value, scene);
    return {
      status: 200,
      body: {
        digest: digestOf(
          plan.value.change,
          shown.map(({ move }) => move),
        ),
        days: [...changedDays(scene.calendar, plan.value.calendar)].slice(0, 400),
        petitions: new Set(shown.map(({ petition }) => petition.id)).size,
        moves: shown.map(({ petition, move }) =>
          moveView(petition, move, plan.value.calendar, scene),
        ),
      },
    };
  },
);

export const applyCalendar = route(
  {
    method: 'POST',
    path: '/api/calendar/changes',
    summary: '签名启用日历变更：只写入预览列出的时限变动',
    access: 'administrator',
    rate: 'writes',
    body: calendarChangeBody,
    answer: calendarChanged,
  },
  async ({ body, person }, scene) => {
    const { deps, now } = scene;
    const { commandId, reason, handwriting, digest } = body;
    const before = await recorded(commandId, scene);
    if (before !== undefined) return { status: 200, body: { id: before } };
    const plan = await planCalendar(body.change, scene);
    if (!plan.ok) return { failure: notSound(plan.refusal) };
    const { change, moves } = plan.value;
    const shown = await shownTo(person.id, plan.value, scene);
    if (
      digestOf(
        change,
        shown.map(({ move }) => move),
      ) !== digest
    )
      return { failure: OUTDATED };
    await deps.store.recordCalendarChange(
      {
        commandId,
        change,
        by: person.id,
        reason,
        handwriting,
        moves: moves.map(({ move }) => move),
      },
      now,
    );
    await deps.calendarBook.takeIn();
    return { status: 200, body: { id: (await recorded(commandId, scene)) ?? 0 } };
  },
);

/** The change that this command has put in force already. */
async function recorded(commandId: string, { deps }: Scene): Promise<number | undefined> {
  const changes = await deps.store.calendarChanges();
  return changes.find((change) => change.commandId === commandId)?.id;
}

async function shownTo(staffId: StaffId, { moves }: CalendarPlan, scene: Scene) {
  const person = scene.directory.staff.get(staffId);
  const visible = await Promise.all(
    moves.map(({ petition }) => (person ? findVisible(petition.id, person, scene) : null)),
  );
  return moves.filter((_, index) => visible[index] !== null);
}

function notSound(problems: readonly string[]): Failure {
  return {
    status: 422,
    code: 'calendarNotSound',
    message:
      problems.length > 1 ? `日历有${problems.length}处不妥，请按提示修改。` : problems.join(''),
    details: problems.slice(0, 50).map((message) => ({ field: 'change', message })),
  };
}

const OUTDATED: Failure = {
  status: 409,
  code: 'changedMeanwhile',
  message: '预览之后在办件又有变化，请重新预览后再签名启用。',
};
