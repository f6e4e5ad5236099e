import type { z } from 'zod';
import {
  noticeBody,
  noticePaperParams,
  noticeParams,
  noticeView,
  proposalBody,
  sanctionList,
} from '../../contract/sanctions.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { SanctionRefusal } from '../../domain/sanctions/decide.ts';
import { decideNotice, decideProposal } from '../../domain/sanctions/decide.ts';
import { noticeMessages } from '../../domain/sanctions/messages.ts';
import { noticesOf, type SanctionEvent } from '../../domain/sanctions/notice.ts';
import type { SanctionRules } from '../../domain/sanctions/rules.ts';
import { owedMoves } from '../../domain/sanctions/standing.ts';
import { ladderMaterial } from '../../store/ladder-material.ts';
import type { SanctionLog } from '../../store/sanction-store.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { fieldFaultText } from '../field-titles.ts';
import type { Paper } from '../paper-works.ts';
import { type Route, route, type Scene } from '../route.ts';
import { type NoticeSight, noticeViewOf, paperFileOf, sightOf } from '../views/notice.ts';
import { sanctionListOf } from '../views/sanctions.ts';

const listSanctions = route(
  {
    method: 'GET',
    path: '/api/sanctions',
    summary: '考核问责：超期累计、文书和建议',
    access: 'signedIn',
    rate: 'reads',
    answer: sanctionList,
  },
  async ({ person }, scene) => {
    const rules = scene.regime.sanctions ?? NONE;
    return { status: 200, body: await sanctionListOf(rules, person, scene) };
  },
);

const propose = route(
  {
    method: 'POST',
    path: '/api/sanctions',
    summary: '提出问责建议、移送或表彰（起草）',
    access: 'signedIn',
    rate: 'writes',
    body: proposalBody,
    answer: noticeView,
    created: true,
  },
  async ({ body, person }, scene) => {
    const { measure, answers, unitId, number, seen } = body;
    const petition = number === undefined ? undefined : await ordinary(number, person, scene);
    if (petition === null) return { failure: NO_PETITION };
    const log = await scene.deps.store.sanctionLog();
    if (log.end !== seen) return { failure: CHANGED };
    const id = String(log.end + 1);
    const decided = decideProposal(
      {
        measure,
        answers,
        ...(unitId === undefined ? {} : { unitId }),
        ...(petition === undefined ? {} : { petition }),
      },
      id,
      { ...scene, person, notices: noticesOf(log.events) },
    );
    if (!decided.ok) return { failure: refused(decided.refusal) };
    return await recorded(id, log, [decided.value], person, scene, 201);
  },
);

const showNotice = route(
  {
    method: 'GET',
    path: '/api/sanctions/:id',
    summary: '一份考核问责文书',
    access: 'signedIn',
    rate: 'reads',
    params: noticeParams,
    answer: noticeView,
  },
  async ({ params, person }, scene) => {
    const log = await scene.deps.store.sanctionLog();
    const sight = seenIn(log, params.id, person, scene);
    if (!sight) return { failure: NOT_FOUND };
    return { status: 200, body: await noticeViewOf(sight, log.end) };
  },
);

const actOnNotice = route(
  {
    method: 'POST',
    path: '/api/sanctions/:id',
    summary: '签发、说明、提出或处理异议、撤回、登记结果',
    access: 'signedIn',
    rate: 'writes',
    params: noticeParams,
    body: noticeBody,
    answer: noticeView,
  },
  async ({ params, body: { seen, ...command }, person }, scene) => {
    const { store } = scene.deps;
    const { log, material } = await ladderMaterial(store, scene.regime, scene.now);
    const sight = seenIn(log, params.id, person, scene);
    if (!sight) return { failure: NOT_FOUND };
    if (log.end !== seen) return { failure: CHANGED };
    const given = { ...scene, regime: sight.regime, person, notices: sight.notices };
    const decided = decideNotice(sight.notice, command, given);
    if (!decided.ok) return { failure: refused(decided.refusal) };
    // What the decision of an objection does to the count is drafted and withdrawn in the same breath.
    const after = { ...material, events: [...log.events, decided.value] };
    let next = log.end + 1;
    const moves = owedMoves(after, () => {
      next += 1;
      return String(next);
    });
    return await recorded(params.id, log, [decided.value, ...moves], person, scene, 200);
  },
);

const noticeForWord = route(
  {
    method: 'GET',
    path: '/api/sanctions/:id/papers/:paper/docx',
    summary: '下载考核问责文书（Word），打印即留痕',
    access: 'signedIn',
    rate: 'reads',
    params: noticePaperParams,
    answer: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  async ({ params, person }, scene) => {
    const printed = await print(params, person, scene);
    if ('failure' in printed) return printed;
    return { status: 200, body: await printed.paper.docx(), saveAs: `${printed.title}.docx` };
  },
);

const noticeForPrinting = route(
  {
    method: 'GET',
    path: '/api/sanctions/:id/papers/:paper/print',
    summary: '打印考核问责文书（网页），打印即留痕',
    access: 'signedIn',
    rate: 'reads',
    params: noticePaperParams,
    answer: 'text/html',
  },
  async ({ params, person }, scene) => {
    const printed = await print(params, person, scene);
    if ('failure' in printed) return printed;
    const shared = '../../../../papers';
    const links = { style: `${shared}/print.css`, script: `${shared}/print.js` };
    return { status: 200, body: printed.paper.page(links) };
  },
);

export const sanctionRoutes: readonly Route[] = [
  listSanctions,
  propose,
  showNotice,
  actOnNotice,
  noticeForWord,
  noticeForPrinting,
];

function seenIn(
  { events }: SanctionLog,
  id: string,
  person: StaffMember,
  scene: Scene,
): NoticeSight | null {
  const notices = noticesOf(events);
  const notice = notices.find((each) => each.id === id);
  return notice ? sightOf(notice, notices, person, scene) : null;
}

async function recorded(
  id: string,
  log: SanctionLog,
  events: readonly SanctionEvent[],
  person: StaffMember,
  scene: Scene,
  status: 200 | 201,
) {
  const { deps, now } = scene;
  const messages = noticeMessages(log.events, events, { ...scene, wording: deps.wording });
  const written = await deps.store.recordSanctions({ seen: log.end, events, messages }, now);
  if (!written) return { failure: CHANGED };
  const after = await deps.store.sanctionLog();
  const sight = seenIn(after, id, person, scene);
  if (!sight) return { failure: NOT_FOUND };
  return { status, body: await noticeViewOf(sight, after.end) };
}

async function print(
  { id, paper: paperId }: z.output<typeof noticePaperParams>,
  person: StaffMember,
  scene: Scene,
): Promise<{ readonly title: string; readonly paper: Paper } | { readonly failure: Failure }> {
  const { deps, now } = scene;
  const sight = seenIn(await deps.store.sanctionLog(), id, person, scene);
  const rule = sight?.regime.papers?.notices?.[paperId];
  if (!sight || !rule) return { failure: NOT_FOUND };
  const paper = await deps.papers.noticePaper(await paperFileOf(sight), paperId);
  if (!paper) {
    const message = `还不能打印“${rule.title}”：${rule.notYet}`;
    return { failure: { status: 409, code: 'paperNotYet', message } };
  }
  const detail = `打印${rule.title}（问责文书${id}，第${sight.notice.events.length}版）`;
  await deps.store.recordAudit({ at: now, actor: person.id, action: 'print', ok: true, detail });
  return { title: rule.title, paper };
}

/** The petition of this number, as far as the person may know of it; never an accusation. */
async function ordinary(number: string, person: StaffMember, { deps, now }: Scene) {
  const page = await deps.store.list({ scope: 'all', number, limit: 20 }, person.id, now);
  const found = page.items.find((candidate) => candidate.number === number);
  return found && found.facts.appealType !== 'accusation' ? found : null;
}

function refused(refusal: SanctionRefusal): Failure {
  if (refusal.code === 'faulty') {
    const message =
      refusal.fault === 'missing' ? '请填写这一栏。' : `这一栏${fieldFaultText(refusal.fault)}`;
    const details = [{ field: refusal.field, message }];
    return {
      status: 422,
      code: 'fieldInvalid',
      message: '有栏目没有填好，请核对后重新提交。',
      details,
    };
  }
  const [status, message] = REFUSALS[refusal.code];
  return { status, code: refusal.code, message };
}

const REFUSALS: Readonly<
  Record<Exclude<SanctionRefusal['code'], 'faulty'>, readonly [number, string]>
> = {
  notPermitted: [403, '制度没有规定由您办理这一步。如有疑问，请联系负责考核问责的部门。'],
  notNow: [409, '这份文书目前不能这样办理，可能已经办过，请刷新后查看。'],
  objectionOpen: [409, '该单位有异议正在处理，处理完毕之前不再签发后续文书。'],
  objectionLate: [409, '提出异议的时限已过。如有新的事实，请向签发人书面反映。'],
  notRecorded: [409, '这件信访件上还没有登记所需的情况，请先在该件办理，再来起草文书。'],
  unknown: [404, '制度没有规定这类文书，请刷新页面后再选择。'],
  outsideCalendar: [409, '工作日历没有覆盖所涉年份，期限无法计算。请先载入放假安排。'],
};

const CHANGED: Failure = {
  status: 409,
  code: 'changedMeanwhile',
  message: '考核问责记录在您查看之后已有变化，本次操作没有记录。请刷新后查看。',
};
/** Where the regulation in force threatens nothing; notices of an earlier one are still shown. */
const NONE: SanctionRules = { title: '考核问责', source: '', keptBy: [] };
const NO_PETITION: Failure = {
  status: 422,
  code: 'fieldInvalid',
  message: '没有找到这个件号，或者不能用于考核问责。',
  details: [{ field: 'number', message: '没有找到这个件号，请核对。' }],
};
