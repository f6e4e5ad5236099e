import { periodParams } from '../../contract/figures.ts';
import { assessedParties } from '../../domain/figures/assessment-tables.ts';
import { periodTitle } from '../../domain/figures/period.ts';
import { chineseMoment } from '../../domain/time.ts';
import { figuresAsked, figuresFor, NO_REPORTS } from '../figures-scene.ts';
import { route } from '../route.ts';
import { assessmentSheets } from '../views/assessment-book.ts';

export const exportAssessment = route(
  {
    method: 'GET',
    path: '/api/figures/:period/assessment.xlsx',
    summary: '导出单位与个人考核表（导出即留痕）',
    access: 'roleHolder',
    rate: 'reads',
    params: periodParams,
    answer: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  async ({ params, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    if (!asked) return { failure: NO_REPORTS };
    const { deps, office, now, regime } = scene;
    const { context } = asked;
    const parties = assessedParties(context, await figuresFor(asked, person, scene), regime);
    const title = `考核表（${periodTitle(asked.period)}）`;
    const sheets = assessmentSheets(parties, context.rules, {
      title: `${office.title}信访工作${title}`,
      subtitle: `${chineseMoment(now, 'withYear')}导出，导出人：${person.name}。检举控告件不计入。`,
    });
    const body = await deps.writeFiguresBook(sheets);
    // Before it leaves: nothing goes out that is not on record.
    await deps.store.recordAudit({
      at: now,
      actor: person.id,
      action: 'export',
      ok: true,
      detail: title,
    });
    return { status: 200, body, saveAs: `${title}.xlsx` };
  },
);
