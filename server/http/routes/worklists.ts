import type { z } from 'zod';
import {
  consultationList,
  followUpList,
  letterList,
  returnList,
  supervisionList,
  visitList,
  type WorklistQuery,
  worklistQuery,
} from '../../contract/worklists.ts';
import type { FollowUpOutcome } from '../../domain/act-input.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { civilDateOf, type Instant, localDayOf } from '../../domain/time.ts';
import { type Route, route, type Scene } from '../route.ts';
import { consultationRowsOf } from '../views/worklists/consultations.ts';
import { followUpRecordsOf, followUpRowOf } from '../views/worklists/follow-ups.ts';
import { letterRowsOf } from '../views/worklists/letters.ts';
import { returnLines, returnRowsOf } from '../views/worklists/returns.ts';
import { supervisionRowsOf } from '../views/worklists/supervisions.ts';
import { isVisit, receptionView, roomView, visitRowOf } from '../views/worklists/visits.ts';
import { presentVisits } from '../visits.ts';
import {
  isWithin,
  type Span,
  spanOfYear,
  stagesAwaiting,
  worklistItems,
} from '../worklist-items.ts';

interface Asking {
  readonly person: StaffMember;
  readonly scene: Scene;
}

export const worklistRoutes: readonly Route[] = [
  worklist('returns', '退单：待裁定的，或者一年的登记', returnList, {
    async open({ person, scene }) {
      const rows = await returnsOf('open', person, scene);
      const items = earliest(
        rows.filter(({ state }) => state === 'pending'),
        ({ at }) => at,
      );
      return { now: scene.now, items, lines: returnLines(items) };
    },
    async register(span, { person, scene }) {
      const rows = await returnsOf('all', person, scene);
      const items = latest(
        rows.filter(({ at }) => isWithin(at, span)),
        ({ at }) => at,
      );
      return { now: scene.now, items, lines: returnLines(items) };
    },
  }),
  worklist('follow-ups', '回访：待回访和未评价的，或者一年的登记', followUpList, {
    async open({ person, scene }) {
      const stage = stagesAwaiting(['followUp', 'openVerification'], scene);
      const awaiting = await worklistItems({ scope: 'open', stage }, person, scene);
      const concluded = spanOfYear(yearOf(scene.now));
      const past = await worklistItems(
        { scope: 'all', outcome: OUTCOMES, concluded },
        person,
        scene,
      );
      const rows = [
        ...awaiting.map(followUpRowOf).filter((row) => row?.state !== 'unrated'),
        ...past.map(followUpRowOf).filter((row) => row?.state === 'unrated'),
      ];
      return {
        now: scene.now,
        items: earliest(
          rows.filter((row) => row !== null),
          ({ dueAt, concludedAt }) => dueAt ?? concludedAt ?? 0,
        ),
      };
    },
    async register(span, { person, scene }) {
      const past = await worklistItems({ scope: 'all', outcome: OUTCOMES }, person, scene);
      const made = past.flatMap(followUpRecordsOf).filter(({ last }) => isWithin(last?.at, span));
      return { now: scene.now, items: latest(made, ({ last }) => last?.at ?? 0) };
    },
  }),
  worklist('letters', '联系函：未复函的，或者一年的登记', letterList, {
    async open(asking) {
      const rows = await lettersOf(asking);
      const waiting = rows.filter(({ reply }) => reply === undefined);
      return { now: asking.scene.now, items: earliest(waiting, ({ sentAt }) => sentAt) };
    },
    async register(span, asking) {
      const sent = (await lettersOf(asking)).filter(({ sentAt }) => isWithin(sentAt, span));
      return { now: asking.scene.now, items: latest(sent, ({ sentAt }) => sentAt) };
    },
  }),
  worklist('consultations', '会商：待会商和限期化解的，或者一年的登记', consultationList, {
    async open(asking) {
      const rows = (await consultationsOf('open', asking)).filter(
        ({ concludedAt, due }) => concludedAt === undefined || due !== undefined,
      );
      return { now: asking.scene.now, items: earliest(rows, ({ openedAt }) => openedAt) };
    },
    async register(span, asking) {
      const rows = await consultationsOf('all', asking);
      const held = rows.filter(({ openedAt }) => isWithin(openedAt, span));
      return { now: asking.scene.now, items: latest(held, ({ openedAt }) => openedAt) };
    },
  }),
  worklist('supervisions', '督查督办：未销号的，或者一年的登记', supervisionList, {
    async open(asking) {
      const rows = await supervisionsOf('open', asking);
      const running = rows.filter(({ closedAt }) => closedAt === undefined);
      return {
        now: asking.scene.now,
        items: earliest(running, ({ daysLeft }) => daysLeft ?? Number.MAX_VALUE),
      };
    },
    async register(span, asking) {
      const rows = await supervisionsOf('all', asking);
      const opened = rows.filter(({ openedAt }) => isWithin(openedAt, span));
      return { now: asking.scene.now, items: latest(opened, ({ openedAt }) => openedAt) };
    },
  }),
  worklist('visits', '接访：今日和未办结的，或者一年的登记', visitList, {
    async open({ person, scene }) {
      const rows = await presentVisits(person, scene);
      return {
        now: scene.now,
        items: earliest(rows, ({ petition }) => petition.receivedAt),
        ...roomView(rows, scene.regime),
        ...receptionView(scene.regime),
      };
    },
    async register(received, { person, scene }) {
      const { flow } = receptionView(scene.regime);
      // A visit that became a petition has left the flow but came by the visitors' door all the same.
      const [byFlow, byDoor] = await Promise.all([
        flow === undefined
          ? []
          : worklistItems({ scope: 'all', flow: [flow], received }, person, scene),
        worklistItems({ scope: 'all', channel: ['visit'], received }, person, scene),
      ]);
      const came = new Map([...byFlow, ...byDoor].map((item) => [item.petition.id, item]));
      const rows = [...came.values()].filter(isVisit).map((item) => visitRowOf(item, []));
      return {
        now: scene.now,
        items: latest(rows, ({ petition }) => petition.receivedAt),
        ...receptionView(scene.regime),
      };
    },
  }),
];

const OUTCOMES = Object.keys({
  satisfied: true,
  basicallySatisfied: true,
  dissatisfied: true,
  unreachable: true,
  notPossible: true,
} satisfies Record<FollowUpOutcome, true>) as FollowUpOutcome[];

/** What is open now, and what was entered in a year. */
interface Lists<Answer> {
  readonly open: (asking: Asking) => Promise<Answer>;
  readonly register: (span: Span, asking: Asking) => Promise<Answer>;
}

function worklist<Answer extends { readonly now: number }>(
  name: string,
  summary: string,
  answer: z.ZodType<Answer>,
  { open, register }: Lists<Answer>,
): Route {
  return route(
    {
      method: 'GET',
      path: `/api/worklists/${name}`,
      summary: `${summary}（本人可见范围）`,
      access: 'roleHolder',
      rate: 'reads',
      query: worklistQuery,
      answer,
    },
    async ({ query: { year }, person }: { query: WorklistQuery; person: StaffMember }, scene) => {
      const asking = { person, scene };
      const list = year === undefined ? open(asking) : register(spanOfYear(year), asking);
      return { status: 200, body: await list };
    },
  );
}

async function returnsOf(scope: 'open' | 'all', person: StaffMember, scene: Scene) {
  return (await worklistItems({ scope, returned: true }, person, scene)).flatMap(returnRowsOf);
}

async function lettersOf({ person, scene }: Asking) {
  return (await worklistItems({ scope: 'all', lettered: true }, person, scene)).flatMap(
    letterRowsOf,
  );
}

async function consultationsOf(scope: 'open' | 'all', { person, scene }: Asking) {
  return (await worklistItems({ scope, consultation: true }, person, scene)).flatMap(
    consultationRowsOf,
  );
}

async function supervisionsOf(scope: 'open' | 'all', { person, scene }: Asking) {
  return (await worklistItems({ scope, supervised: true }, person, scene)).flatMap(
    supervisionRowsOf,
  );
}

function yearOf(at: Instant): number {
  return civilDateOf(localDayOf(at)).year;
}

function earliest<Row>(rows: readonly Row[], moment: (row: Row) => number): Row[] {
  return rows.toSorted((one, other) => moment(one) - moment(other));
}

function latest<Row>(rows: readonly Row[], moment: (row: Row) => number): Row[] {
  return rows.toSorted((one, other) => moment(other) - moment(one));
}
