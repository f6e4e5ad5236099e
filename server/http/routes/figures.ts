import {
  assessmentView,
  figurePetitions,
  figureQuery,
  figuresView,
  periodParams,
  trendView,
} from '../../contract/figures.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { assessedParties, assessmentGroups } from '../../domain/figures/assessment-tables.ts';
import { knownTo } from '../../domain/figures/case.ts';
import { confidentialFigures } from '../../domain/figures/confidential.ts';
import type { Figure } from '../../domain/figures/figure.ts';
import { allFigures, figuresOf } from '../../domain/figures/figures.ts';
import { monthsUpTo, periodTitle } from '../../domain/figures/period.ts';
import {
  type FiguresAsked,
  figuresAsked,
  figuresFor,
  isAmong,
  NO_REPORTS,
  overviewOf,
} from '../figures-scene.ts';
import { findVisible } from '../files.ts';
import { type Route, route, type Scene } from '../route.ts';
import { summariesOf } from '../summaries.ts';
import { ASSESSMENT_NOTE } from '../views/assessment-book.ts';
import {
  assessmentRowView,
  figuresParts,
  figureView,
  issuedView,
  periodView,
} from '../views/figures.ts';

const MONTHS_SHOWN = 12;
const PER_PAGE = 50;

const common = {
  method: 'GET',
  access: 'roleHolder',
  rate: 'reads',
  params: periodParams,
} as const;

const showFigures = route(
  {
    ...common,
    path: '/api/figures/:period',
    summary: '一个统计期的数据、指标和计算口径',
    answer: figuresView,
  },
  async ({ params, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    if (!asked) return { failure: NO_REPORTS };
    const overview = await overviewOf(asked, person, scene);
    const confidential = await confidentialFor(asked, person, scene);
    return {
      status: 200,
      body: {
        now: scene.now,
        period: periodView(asked.period, scene.now),
        ...figuresParts(overview),
        source: asked.context.rules.source,
        ...(confidential ? { confidential: confidential.map(figureView) } : {}),
        ...issuedView(await scene.deps.store.issuedReport(asked.id), overview.figures),
      },
    };
  },
);

const showFigurePetitions = route(
  {
    ...common,
    path: '/api/figures/:period/petitions',
    summary: '一个数对应的信访件',
    query: figureQuery,
    answer: figurePetitions,
  },
  async ({ params, query, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    const figure = asked && (await figureNamed(query.figure, asked, person, scene));
    if (!figure) return { failure: NO_REPORTS };
    const ids = figure.petitions.slice(query.offset, query.offset + PER_PAGE);
    const found = await Promise.all(ids.map((id) => findVisible(id, person, scene)));
    const visible = found.filter((petition) => petition !== null);
    const nextOffset = query.offset + PER_PAGE;
    return {
      status: 200,
      body: {
        now: scene.now,
        title: figure.title,
        items: await summariesOf(visible, person, scene),
        total: figure.petitions.length,
        ...(nextOffset < figure.petitions.length ? { nextOffset } : {}),
      },
    };
  },
);

const showTrend = route(
  {
    ...common,
    path: '/api/figures/:period/trend',
    summary: '截至该期末十二个月的走势',
    answer: trendView,
  },
  async ({ params, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    if (!asked) return { failure: NO_REPORTS };
    const months = [];
    for (const month of monthsUpTo(asked.period, MONTHS_SHOWN)) {
      const histories = await scene.deps.store.histories(month.from, month.to);
      const { totals, indicators } = figuresOf(month, knownTo(histories, [person]), asked.context);
      const totalOf = (id: string) => totals.find((figure) => figure.id === id)?.value ?? 0;
      const onTime = indicators.find(({ id }) => id === asked.context.rules.timeliness[0]?.id);
      months.push({
        period: month.id,
        title: periodTitle(month),
        registered: totalOf('registered'),
        concluded: totalOf('concluded'),
        onTime: onTime?.value == null ? null : Math.round(onTime.value * 1000) / 10,
      });
    }
    return { status: 200, body: { months } };
  },
);

const showAssessment = route(
  {
    ...common,
    path: '/api/figures/:period/assessment',
    summary: '单位与个人考核表',
    answer: assessmentView,
  },
  async ({ params, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    if (!asked) return { failure: NO_REPORTS };
    const { rules } = asked.context;
    const figures = await figuresFor(asked, person, scene);
    const parties = assessedParties(asked.context, figures, scene.regime);
    return {
      status: 200,
      body: {
        now: scene.now,
        period: periodView(asked.period, scene.now),
        groups: assessmentGroups(rules, parties.flatMap(({ rows }) => rows)[0]).map(
          ({ title, columns }) => ({ title, columns: [...columns] }),
        ),
        parties: parties.map(({ rows, ...party }) => ({
          ...party,
          rows: rows.map(assessmentRowView),
        })),
        note: ASSESSMENT_NOTE,
      },
    };
  },
);

export const figureRoutes: readonly Route[] = [
  showFigures,
  showFigurePetitions,
  showTrend,
  showAssessment,
];

async function figureNamed(
  id: string,
  asked: FiguresAsked,
  person: StaffMember,
  scene: Scene,
): Promise<Figure | undefined> {
  const { figures, clusters } = await overviewOf(asked, person, scene);
  const confidential = (await confidentialFor(asked, person, scene)) ?? [];
  return (
    allFigures(figures).get(id) ??
    [...clusters.map(({ figure }) => figure), ...confidential].find((figure) => figure.id === id)
  );
}

/** Null for everybody who is not told of accusations at all, whether there are any or none. */
async function confidentialFor(
  { period, context }: FiguresAsked,
  person: StaffMember,
  scene: Scene,
): Promise<readonly Figure[] | null> {
  if (!isAmong(person, context.rules, 'confidentialTo', scene)) return null;
  const histories = await scene.deps.store.confidentialHistories(person.id);
  return confidentialFigures(period, histories, context);
}
