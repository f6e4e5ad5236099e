import type { RegulationView } from '../../contract/regulation.ts';
import type { Clause, ClockRule, Extension } from '../../domain/clock-rule.ts';
import { dispatchTitles } from '../../domain/dispatch.ts';
import { limitText } from '../../domain/explanation-limits.ts';
import type { Act, Regime, Role, Route } from '../../domain/regime.ts';
import { chineseDay, readDay } from '../../domain/time.ts';
import { conditionText } from '../guard-titles.ts';

/** One regulation as it works here: every step with its clause, every reading with its reason. */
export function regulationViewOf(regime: Regime, all: readonly Regime[]): RegulationView {
  const { id, version, title, documentNumber, issuer, interpretedBy, appliesTo } = regime;
  const superior = all.findLast((other) => other.id === regime.extends);
  return {
    id,
    version,
    title,
    documentNumber,
    issuer,
    effectiveText: `${chineseDay(readDay(regime.effectiveFrom), 'withYear')}起施行`,
    ...(superior ? { superior: superior.title } : {}),
    supersedes: [...(regime.supersedes ?? [])],
    ...(interpretedBy === undefined ? {} : { interpretedBy }),
    ...(appliesTo === undefined ? {} : { appliesTo }),
    ...dispatchView(regime),
    roles: Object.values(regime.roles).map((role) => roleView(role, regime)),
    flows: flowViews(regime),
    standing: Object.values(regime.standingActs).map((act) => actView(act, regime)),
    clocks: Object.values(regime.clocks).map((rule) => clockView(rule, regime)),
    measures: Object.values(regime.measures ?? {}).map((measure) => ({
      title: measure.title,
      clause: clauseView(measure.clause),
    })),
    ...(regime.extension ? { extension: extensionView(regime.extension) } : {}),
    choices: regime.choices.map(({ id: number, question, choice, reason, sets = [] }) => ({
      id: number,
      question,
      choice,
      reason,
      sets: sets.map((path) => placeTitle(path, regime)),
    })),
    conflicts: conflictViews(regime),
    others: all.map((other) => ({ id: other.id, version: other.version, title: other.title })),
  };
}

function dispatchView(regime: Regime) {
  const { dispatch, terms } = regime;
  if (!dispatch) return {};
  const posts = [...dispatchTitles(regime).values()].join('、');
  return {
    dispatchText: `交办后推送${terms.unit}的${posts}，至少${dispatch.least}人在岗方可交办。`,
    dispatchSource: dispatch.source,
  };
}

function roleView(
  { title, binding, substitute }: Role,
  { roles, posts, records, terms }: Regime,
): RegulationView['roles'][number] {
  const held = {
    office: '单位内的岗位',
    unit: `${terms.handlingUnit}的${binding.kind === 'unit' ? (posts?.[binding.post]?.title ?? binding.post) : ''}`,
    caseworker: '接件时指定',
    named: binding.kind === 'named' ? namedText(binding, records) : '',
    external: '系统外',
  }[binding.kind];
  const standIn = substitute === undefined ? undefined : roles[substitute]?.title;
  return { title, held, ...(standIn === undefined ? {} : { substitute: standIn }) };
}

/** `由“受理决定”确定，由“首办责任人变更”变更` */
function namedText(
  { record, changedBy }: Extract<Role['binding'], { kind: 'named' }>,
  records: Regime['records'],
): string {
  const titleOf = (id: string) => `“${records?.[id]?.title ?? id}”`;
  const named = `由${titleOf(record)}确定`;
  return changedBy === undefined ? named : `${named}，由${titleOf(changedBy)}变更`;
}

function flowViews(regime: Regime): RegulationView['flows'] {
  const stages = Object.entries(regime.stages);
  return Object.entries(regime.flows).map(([flowId, { title, source }]) => ({
    title,
    source,
    stages: stages
      .filter(([, { flow }]) => flow === flowId)
      .map(([id, stage]) => ({
        id,
        title: stage.title,
        ends: stage.end === true,
        source: stage.source,
        acts: Object.values(stage.acts).map((act) => actView(act, regime)),
      })),
  }));
}

function actView(act: Act, regime: Regime): RegulationView['standing'][number] {
  const records = act.records === undefined ? undefined : regime.records?.[act.records]?.title;
  return {
    title: act.title,
    by: act.by
      .map(({ role, when }) => {
        const title = regime.roles[role]?.title ?? role;
        return when ? `${title}（${conditionText(when, regime)}）` : title;
      })
      .join('、'),
    leadsTo: destinations(act.to, regime),
    aside: act.aside === true,
    ...(records === undefined ? {} : { records }),
    ...(act.source === undefined ? {} : { source: act.source }),
  };
}

function destinations(to: Route, regime: Regime): string[] {
  if (to === 'stay') return [];
  const branches = typeof to === 'string' ? [{ stage: to }] : to;
  return branches.map((branch) => {
    const title = regime.stages[branch.stage]?.title ?? branch.stage;
    const when = 'when' in branch ? conditionText(branch.when, regime) : '';
    return when === '' ? title : `${title}（${when}）`;
  });
}

function clockView(rule: ClockRule, regime: Regime): RegulationView['clocks'][number] {
  const { title, limits, responsible, clause, explicit, lentBy, superiors = [], note } = rule;
  return {
    title,
    limits: limitTexts(limits, regime),
    responsible: responsible.map((role) => regime.roles[role]?.title ?? role).join('、'),
    clause: clauseView(clause),
    explicit,
    ...(lentBy ? { lentBy: lentBy.title } : {}),
    superiors: superiors.map((superior) => ({
      title: superior.title,
      limits: limitTexts(superior.limits, regime),
      clause: clauseView(superior.clause),
    })),
    ...(note === undefined ? {} : { note }),
  };
}

function limitTexts(limits: ClockRule['limits'], regime: Regime): string[] {
  return limits.map(({ when, limit }) => {
    const condition = conditionText(when, regime);
    return condition === '' ? limitText(limit) : `${condition}：${limitText(limit)}`;
  });
}

function extensionView({ unit, maximum, counts, source }: Extension) {
  const days = `${maximum}${unit === 'work_days' ? '个工作日' : '日'}`;
  return {
    text: counts === 'total' ? `连同原期限最长${days}` : `最多延长${days}`,
    source,
  };
}

function conflictViews({ superior, extends: above }: Regime): RegulationView['conflicts'] {
  return (superior?.conflicts ?? []).map(({ ours, theirs, prevails, reason }) => ({
    ours: clauseView(ours),
    theirs: clauseView(theirs),
    prevails: prevails === 'superior' && above !== undefined ? '以上位规定为准' : '以本制度为准',
    reason,
  }));
}

function clauseView({ document, article, quote }: Clause) {
  return { document, article, quote };
}

/** `时限“办理期限”` for `clocks.caseDue.limits.0`: the nearest thing on the way that has a title. */
function placeTitle(path: string, regime: Regime): string {
  let found: unknown = regime;
  let title = '';
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null) break;
    found = (found as Readonly<Record<string, unknown>>)[key];
    if (typeof found === 'object' && found !== null && 'title' in found) {
      title = String(found.title);
    }
  }
  const [kind = ''] = path.split('.');
  const what = KINDS[kind] ?? '';
  return title === '' ? what || '制度本身' : `${what}“${title}”`;
}

const KINDS: Readonly<Record<string, string>> = {
  clocks: '时限',
  stages: '环节',
  standingActs: '操作',
  roles: '角色',
  records: '记录',
  reports: '报表',
  extension: '延期',
  dispatch: '交办推送',
  effectiveFrom: '施行日期',
  numbers: '编号',
  sanctions: '问责阶梯',
  duties: '定期工作',
  measures: '用时统计',
  registration: '登记',
  archive: '归档',
};
