import type { Directory, RoleId, StaffId } from '../directory.ts';
import type { Regime } from '../regime.ts';
import { chineseMoment, type Instant } from '../time.ts';
import { fillTemplate, type TemplateId, type Wording } from '../wording.ts';
import { type Notice, noticesOf, type SanctionEvent } from './notice.ts';
import { measureOf, peopleFor, stepOf } from './people.ts';

/** A message about a notice: which paper and which unit, nothing of a petition and nothing typed. */
export interface NoticeMessage {
  readonly dedupe: string;
  readonly to: readonly StaffId[];
  readonly template: TemplateId;
  readonly title: string;
  readonly text: string;
  /** Path inside the mini-app. */
  readonly link: string;
}

interface Given {
  readonly wording: Wording;
  readonly regimes: readonly Regime[];
  readonly directory: Directory;
  readonly now: Instant;
}

/** Who is told of what has just happened; whoever did it is not. */
export function noticeMessages(
  before: readonly SanctionEvent[],
  added: readonly SanctionEvent[],
  given: Given,
): readonly NoticeMessage[] {
  const notices = new Map(noticesOf([...before, ...added]).map((notice) => [notice.id, notice]));
  return added.flatMap((event, index) => {
    const notice = notices.get(event.notice);
    const regime = notice && regimeOf(notice, given.regimes);
    if (!notice || !regime) return [];
    const { template, roles, lines } = TOLD[event.type](notice, regime);
    const to = peopleFor(roles, notice.unitId, regime, given.directory)
      .map(({ id }) => id)
      .filter((id) => id !== event.by);
    return messageOf(
      notice,
      regime,
      { template, to, lines },
      given,
      `${before.length + index + 1}`,
    );
  });
}

/** The unit's head and those who look after it are reminded once that its words are late. */
export function lateMessages(notice: Notice, given: Given): readonly NoticeMessage[] {
  const regime = regimeOf(notice, given.regimes);
  const owes = regime && stepOf(notice, regime)?.owes;
  if (!owes) return [];
  const roles = [...owes.by, ...(regime.sanctions?.keptBy ?? [])];
  const to = peopleFor(roles, notice.unitId, regime, given.directory).map(({ id }) => id);
  return messageOf(
    notice,
    regime,
    { template: 'explanationOverdue', to, lines: `《${owes.title}》` },
    given,
    'late',
  );
}

export function regimeOf({ regime }: Notice, regimes: readonly Regime[]): Regime | undefined {
  return regimes.find(({ id, version }) => id === regime.id && version === regime.version);
}

interface Told {
  readonly template: TemplateId;
  readonly roles: readonly RoleId[];
  readonly lines: string;
}

const TOLD: Readonly<Record<SanctionEvent['type'], (notice: Notice, regime: Regime) => Told>> = {
  noticeDrafted: (notice, regime) => ({
    template: 'noticeDrafted',
    roles: (stepOf(notice, regime) ?? measureOf(notice, regime))?.signedBy ?? [],
    lines: named(notice, regime),
  }),
  noticeIssued: (notice, regime) => {
    const step = stepOf(notice, regime);
    const unit = step ? [...(step.owes?.by ?? []), ...objectors(regime)] : [];
    const told = (step ?? measureOf(notice, regime))?.tells ?? [];
    return { template: 'noticeIssued', roles: [...told, ...unit], lines: named(notice, regime) };
  },
  noticeExplained: (notice, regime) => progress(notice, regime, '已收到书面说明', keepers(regime)),
  objectionRaised: (notice, regime) =>
    progress(notice, regime, '收到异议，后续环节暂停，请及时处理', [
      ...keepers(regime),
      ...(regime.sanctions?.ladder?.objection.decidedBy ?? []),
    ]),
  objectionDecided: (notice, regime) =>
    progress(
      notice,
      regime,
      notice.objections.at(-1)?.decided?.upheld ? '异议成立，已重新核算' : '异议不成立，原文书有效',
      [...keepers(regime), ...objectors(regime)],
    ),
  noticeWithdrawn: (notice, regime) =>
    progress(notice, regime, '已撤回', [
      ...keepers(regime),
      ...(notice.issued ? objectors(regime) : []),
    ]),
  outcomeRecorded: (notice, regime) => progress(notice, regime, '已登记处理结果', keepers(regime)),
};

function progress(notice: Notice, regime: Regime, what: string, roles: readonly RoleId[]): Told {
  return { template: 'noticeProgress', roles, lines: `${named(notice, regime)}：${what}。` };
}

function named(notice: Notice, regime: Regime): string {
  return `《${(stepOf(notice, regime) ?? measureOf(notice, regime))?.title ?? ''}》`;
}

function keepers({ sanctions }: Regime): readonly RoleId[] {
  return sanctions?.keptBy ?? [];
}

function objectors({ sanctions }: Regime): readonly RoleId[] {
  return sanctions?.ladder?.objection.by ?? [];
}

function messageOf(
  { id, unitId, issued }: Notice,
  regime: Regime,
  told: Pick<Told, 'template' | 'lines'> & { readonly to: readonly StaffId[] },
  { wording, directory, now }: Given,
  step: string,
): readonly NoticeMessage[] {
  const { template, to, lines } = told;
  if (to.length === 0) return [];
  const unit = unitId === undefined ? '本单位' : (directory.units.get(unitId)?.name ?? '');
  const due = issued?.owedBy === undefined ? '尽快' : `于${chineseMoment(issued.owedBy)}前`;
  return [
    {
      ...fillTemplate(wording, template, regime, { lines, unit, due, now: chineseMoment(now) }),
      dedupe: `notice:${id}:${step}`,
      to,
      template,
      link: `/sanctions/${id}`,
    },
  ];
}
