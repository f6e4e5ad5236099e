import { waitingFor } from '../../domain/access.ts';
import { openVerification, type Petition } from '../../domain/petition.ts';
import { chineseMoment } from '../../domain/time.ts';
import { type Evidence, type Finding, hasEnded, regimeOf } from './evidence.ts';

/** Both chains, of events and of the audit trail, fit from the first entry to the last. */
export function chainsIntact({ chains }: Evidence): Finding {
  const title = '事件链、审计链完整';
  if (chains.ok)
    return { title, figures: `事件${chains.events}条，审计${chains.audit}条`, faults: [] };
  const name = chains.chain === 'events' ? '事件链' : '审计链';
  return { title, figures: '', faults: [`${name}在第${chains.brokenAt}条断开。`] };
}

/** What is stored of each petition is the fold of its events. */
export function foldsMatch({ folds }: Evidence): Finding {
  const title = '由事件重算的信访件与数据库一致';
  return folds.ok
    ? { title, figures: `信访件${folds.petitions}件`, faults: [] }
    : { title, figures: '', faults: [`信访件${folds.petitionId}与其事件不一致。`] };
}

/**
 * From the first clock to the conclusion, from there to the end of the follow-up, and during a verification, some
 * deadline is always running. The regulation sets none for signatures after an on-the-spot answer, for marking and
 * filing, for the order to verify, for a consultation or supervision afterwards.
 */
export function alwaysWithDeadline({ petitions, office }: Evidence): Finding {
  const faults: string[] = [];
  let [looked, untimed] = [0, 0];
  for (const { standings } of petitions) {
    for (const { petition, since } of standings) {
      if (hasEnded(petition, office)) continue;
      looked += 1;
      if (petition.clocks.some(({ stoppedAt }) => stoppedAt === undefined)) continue;
      untimed += 1;
      if (!owesTime(petition)) continue;
      faults.push(
        `${petition.number}自${chineseMoment(since)}起没有期限（${stageTitle(petition, office)}）。`,
      );
    }
  }
  return {
    title: '在办各段（接收至办结、办结至回访、核实期间）均有期限',
    figures: `逐步核对${looked}个在办状态，其中制度未设时限的环节${untimed - faults.length}个`,
    faults,
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

function owesTime(petition: Petition): boolean {
  if (openVerification(petition)) return true;
  if (petition.concludedAt !== undefined) return !isFollowedUp(petition);
  // An answer on the spot needs no deadline any more; before the first clock nothing has begun to count.
  const answered = petition.visit !== undefined && !petition.converted;
  return petition.clocks.length > 0 && !answered;
}

function isFollowedUp({ followUps, stage }: Petition): boolean {
  const reached = followUps.some(({ outcome }) => outcome !== 'unreachable');
  // After as many attempts as the regulation asks for it has moved on.
  return reached || (followUps.length > 0 && !/followUp/i.test(stage));
}

function stageTitle(petition: Petition, office: Evidence['office']): string {
  return regimeOf(petition, office).stages[petition.stage]?.title ?? petition.stage;
}
