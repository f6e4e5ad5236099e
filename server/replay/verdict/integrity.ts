import { waitingFor } from '../../domain/access.ts';
import type { Petition } from '../../domain/petition.ts';
import { chineseMoment } from '../../domain/time.ts';
import { type Evidence, type Finding, hasEnded, regimeOf } from './evidence.ts';

/** Both chains, of events and of the audit trail, fit from the first entry to the last. */
export function chainsIntact({ chains }: Evidence): Finding {
  const title = '事件链、审计链完整';
  if (chains.ok)
    return { title, figures: `事件${chains.events}条，审计${chains.audit}条`, faults: [] };
  const name = { events: '事件链', audit: '审计链', notices: '考核问责链' }[chains.chain];
  return { title, figures: '', faults: [`${name}在第${chains.brokenAt}条断开。`] };
}

/** What is stored of each petition is the fold of its events. */
export function foldsMatch({ folds }: Evidence): Finding {
  const title = '由事件重算的信访件与数据库一致';
  return folds.ok
    ? { title, figures: `信访件${folds.petitions}件`, faults: [] }
    : { title, figures: '', faults: [`信访件${folds.petitionId}与其事件不一致。`] };
}

/** An open petition is never without a deadline, but in the stages for which the regulation says that it sets none. */
export function alwaysWithDeadline({ petitions, office }: Evidence): Finding {
  const open = petitions
    .flatMap(({ standings }) => standings)
    .filter(({ petition }) => !hasEnded(petition, office));
  const untimed = open.filter(({ petition }) =>
    petition.clocks.every(({ stoppedAt }) => stoppedAt !== undefined),
  );
  const faulty = untimed.filter(({ petition }) => stageOf(petition, office)?.untimed === undefined);
  return {
    title: '在办件除制度写明不设时限的环节外，始终有期限',
    figures: `逐步核对${open.length}个在办状态，其中写明不设时限的${untimed.length - faulty.length}个`,
    faults: faulty.map(
      ({ petition, since }) =>
        `${petition.number}自${chineseMoment(since)}起没有期限（${stageTitle(petition, office)}）。`,
    ),
  };
}

/** At no moment did an open petition wait for nobody, and the rows of the to-do lists say the same at the end. */
export function neverWaitingForNobody({ petitions, office }: Evidence): Finding {
  const faults: string[] = [];
  let looked = 0;
  for (const { standings, petition: stored, waiting } of petitions) {
    for (const { petition, since } of standings) {
      if (hasEnded(petition, office)) continue;
      looked += 1;
      const context = { ...office, now: since, regime: regimeOf(petition, office) };
      if (waitingFor(petition, context).length > 0) continue;
      faults.push(
        `${petition.number}自${chineseMoment(since)}起无人可办（${stageTitle(petition, office)}）。`,
      );
    }
    if (hasEnded(stored, office) !== (waiting.length === 0)) {
      faults.push(`${stored.number}的待办名单与其环节不符（${waiting.length}人）。`);
    }
  }
  return { title: '在办件任何时候都有人可办', figures: `逐步核对${looked}个在办状态`, faults };
}

function stageTitle(petition: Petition, office: Evidence['office']): string {
  return stageOf(petition, office)?.title ?? petition.stage;
}

function stageOf(petition: Petition, office: Evidence['office']) {
  return regimeOf(petition, office).stages[petition.stage];
}
