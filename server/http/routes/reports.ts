import {
  adviceBody,
  periodParams,
  reportList,
  reportView,
  signatureBody,
} from '../../contract/figures.ts';
import { composeReport } from '../../domain/figures/overview.ts';
import { type PeriodKind, readPeriod } from '../../domain/figures/period.ts';
import { peopleOf, readsReports } from '../../domain/figures/readers.ts';
import { readMaterial } from '../../store/figure-store.ts';
import type { IssuedReport } from '../../store/report-store.ts';
import { type Failure, ROLE_HOLDERS_ONLY } from '../failures.ts';
import { figuresAsked, isAmong, NO_REPORTS } from '../figures-scene.ts';
import { type Route, route, type Scene } from '../route.ts';
import { shownReport } from '../views/report.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const listReports = route(
  {
    method: 'GET',
    path: '/api/reports',
    summary: '已出具的信访情况',
    access: 'signedIn',
    rate: 'reads',
    answer: reportList,
  },
  async ({ person }, scene) => {
    if (!readsReports(person, scene)) return { failure: ROLE_HOLDERS_ONLY };
    const issued = await scene.deps.store.issuedReports();
    return {
      status: 200,
      body: {
        now: scene.now,
        items: issued.map(({ report, version, issuedAt }) => ({
          period: report.period,
          kind: kindOf(report.period),
          title: report.title,
          version,
          issuedAt,
          signed: report.advice !== undefined,
        })),
      },
    };
  },
);

/** Of an issued report’s id, which begins with its period. */
function kindOf(id: string): PeriodKind {
  const [period = ''] = id.split('.');
  return readPeriod(period)?.kind ?? 'month';
}

const showReport = route(
  {
    method: 'GET',
    path: '/api/reports/:period',
    summary: '呈送领导的信访情况',
    access: 'signedIn',
    rate: 'reads',
    params: periodParams,
    answer: reportView,
  },
  async ({ params, person }, scene) => {
    if (!readsReports(person, scene)) return { failure: ROLE_HOLDERS_ONLY };
    return (await shownReport(params.period, person, scene)) ?? { failure: NO_REPORTS };
  },
);

const saveReport = route(
  {
    method: 'GET',
    path: '/api/reports/:period/docx',
    summary: '信访情况（Word 文档）',
    access: 'signedIn',
    rate: 'reads',
    params: periodParams,
    answer: DOCX,
  },
  async ({ params, person }, scene) => {
    if (!readsReports(person, scene)) return { failure: ROLE_HOLDERS_ONLY };
    const issued = await scene.deps.store.issuedReport(params.period);
    if (!issued) return { failure: NO_REPORTS };
    const body = await scene.deps.figures.paper(scene.office.title, issued).docx();
    return { status: 200, body, saveAs: `${issued.report.title}.docx` };
  },
);

const printReport = route(
  {
    method: 'GET',
    path: '/api/reports/:period/print',
    summary: '信访情况（打印页）',
    access: 'signedIn',
    rate: 'reads',
    params: periodParams,
    answer: 'text/html',
  },
  async ({ params, person }, scene) => {
    if (!readsReports(person, scene)) return { failure: ROLE_HOLDERS_ONLY };
    const issued = await scene.deps.store.issuedReport(params.period);
    if (!issued) return { failure: NO_REPORTS };
    // Beside the page wherever the office is served from: in the sandbox every phone has its own address.
    const links = { style: '../../papers/print.css', script: '../../papers/print.js' };
    return { status: 200, body: scene.deps.figures.paper(scene.office.title, issued).page(links) };
  },
);

const issueReport = route(
  {
    method: 'POST',
    path: '/api/reports/:period',
    summary: '出具一个已结束统计期的信访情况',
    access: 'office',
    rate: 'writes',
    params: periodParams,
    answer: reportView,
  },
  async ({ params, person }, scene) => {
    const issued = await issuedNow(params.period, scene);
    if ('failure' in issued) return issued;
    return (await shownReport(params.period, person, scene)) ?? { failure: NO_REPORTS };
  },
);

const writeAdvice = route(
  {
    method: 'POST',
    path: '/api/reports/:period/advice',
    summary: '起草存在问题和下步工作建议（信访机构）',
    access: 'office',
    rate: 'writes',
    params: periodParams,
    body: adviceBody,
    answer: reportView,
  },
  async ({ params, body, person }, scene) => {
    if (!figuresAsked(params.period, scene)) return { failure: NO_REPORTS };
    const draft = { ...body, writtenBy: person.id, writtenAt: scene.now };
    await scene.deps.store.draftAdvice(params.period, draft);
    return (await shownReport(params.period, person, scene)) ?? { failure: NO_REPORTS };
  },
);

const signAdvice = route(
  {
    method: 'POST',
    path: '/api/reports/:period/signature',
    summary: '签发存在问题和下步工作建议',
    access: 'signedIn',
    rate: 'writes',
    params: periodParams,
    body: signatureBody,
    answer: reportView,
  },
  async ({ params, body, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    if (!asked || !isAmong(person, asked.context.rules, 'signedBy', scene)) {
      return { failure: NOT_SIGNER };
    }
    const signed = await scene.deps.store.signAdvice(
      params.period,
      { ...body, signedBy: person.name, signerTitle: person.title, signedAt: scene.now },
      scene.now,
    );
    if (!signed) return { failure: ADVICE_CHANGED };
    return (await shownReport(params.period, person, scene)) ?? { failure: NO_REPORTS };
  },
);

export const reportRoutes: readonly Route[] = [
  listReports,
  showReport,
  saveReport,
  printReport,
  issueReport,
  writeAdvice,
  signAdvice,
];

const NOT_SIGNER: Failure = {
  status: 403,
  code: 'notPermitted',
  message: '意见由制度规定的签发人签发，您不是签发人。请联系{office}。',
};
const ADVICE_CHANGED: Failure = {
  status: 409,
  code: 'adviceChanged',
  message: '意见稿已有改动或尚未起草，签名没有记录。请刷新后阅读新稿再签发。',
};
const NOT_OVER: Failure = {
  status: 422,
  code: 'periodNotOver',
  message: '统计期还没有结束，数据未定，不能出具。请在期满后再出具。',
};

async function issuedNow(
  period: string,
  scene: Scene,
): Promise<IssuedReport | { readonly failure: Failure }> {
  const asked = figuresAsked(period, scene);
  if (!asked) return { failure: NO_REPORTS };
  if (scene.now < asked.period.to) return { failure: NOT_OVER };
  const { store } = scene.deps;
  const earlier = await store.issuedReport(asked.id);
  if (earlier) return earlier;
  const readers = peopleOf(asked.context.rules.to, scene.regime, scene.directory);
  const material = await readMaterial(store, asked.period, scene);
  const report = composeReport(readers, material, asked.context, asked.id);
  return await store.issueReport(report, scene.now);
}
