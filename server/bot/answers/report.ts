import type { StaffMember } from '../../domain/directory.ts';
import { knownTo } from '../../domain/figures/case.ts';
import { indicatorText } from '../../domain/figures/figure.ts';
import { figuresOf } from '../../domain/figures/figures.ts';
import {
  type Period,
  periodAround,
  periodBefore,
  periodTitle,
} from '../../domain/figures/period.ts';
import { readsReports } from '../../domain/figures/readers.ts';
import { type ReportRules, rulesFor } from '../../domain/figures/rules.ts';
import { inTerms } from '../../domain/terms.ts';
import { localDayOf } from '../../domain/time.ts';
import type { Reply } from '../reply.ts';
import type { BotScene } from '../scene.ts';

const TITLE = '月报';
const NOT_A_READER = '月报供{leaders}和{office}查阅。您可以发送“待办”“今日”“逾期”。';
const TOTALS = ['registered', 'accepted', 'concluded', 'open', 'overdue', 'returned'];

/** 月报：this month and the last, counted for this person; never an accusation. */
export async function reportReply(person: StaffMember, scene: BotScene): Promise<Reply> {
  const rules = rulesFor(scene.regime.reports, 'month');
  if (!rules || !readsReports(person, scene)) {
    return { title: TITLE, lines: [inTerms(NOT_A_READER, scene.regime.terms)] };
  }
  const month = periodAround('month', localDayOf(scene.now));
  const last = periodBefore(month);
  const issued = await scene.store.issuedReport(last.id);
  return {
    title: TITLE,
    lines: [
      ...(await figureLines(last, rules, person, scene)),
      ...(await figureLines(month, rules, person, scene)),
      issued
        ? `《${issued.report.title}》已出具。`
        : `${periodTitle(last)}信访情况尚未出具，以上为实时统计。`,
    ],
    page: issued
      ? { title: '打开信访情况', path: `/reports/${last.id}` }
      : { title: '打开信访情况', path: '/reports' },
  };
}

async function figureLines(
  month: Period,
  rules: ReportRules,
  person: StaffMember,
  { store, now, regimes, directory, calendar }: BotScene,
): Promise<readonly string[]> {
  const histories = await store.histories(month.from, month.to);
  const context = { now, rules, regimes, directory, calendar };
  const { totals, indicators } = figuresOf(month, knownTo(histories, [person]), context);
  const counts = TOTALS.flatMap((id) => totals.find((figure) => figure.id === id) ?? []);
  const shares = [rules.timeliness[0]?.id, 'satisfaction'].flatMap(
    (id) => indicators.find((indicator) => indicator.id === id) ?? [],
  );
  return [
    `${periodTitle(month)}${now < month.to ? '（截至目前）' : ''}：`,
    `- ${counts.map(({ title, value }) => `${title}${value}`).join('，')}`,
    `- ${shares.map((share) => `${share.title}${indicatorText(share)}`).join('，')}`,
  ];
}
