import type { VisitList, VisitRow } from '../../../contract/worklists.ts';
import { branchOf } from '../../../domain/reception.ts';
import type { Regime } from '../../../domain/regime.ts';
import { localDayOf } from '../../../domain/time.ts';
import type { WorklistItem } from '../../worklist-items.ts';

type Notified = VisitRow['notified'];

/** A visit, or what has become of it. */
export function visitRowOf({ petition, row, context }: WorklistItem, notified: Notified): VisitRow {
  const { facts, visit, visitNumber } = petition;
  const branch = visit && branchOf(visit, context.regime.reception);
  return {
    key: petition.id,
    petition: row,
    ...(visitNumber === undefined ? {} : { visitNumber }),
    peopleCount: facts.peopleCount,
    ...(facts.representatives === undefined ? {} : { representatives: facts.representatives }),
    inRoom: inRoom({ petition, row, context }),
    today: localDayOf(facts.receivedAt) === localDayOf(context.now),
    ...(branch ? { branch: branch.title } : {}),
    step: stepOf({ petition, row, context }),
    principalNeeded: visit?.principalNeeded === true,
    ...(visit?.reason === undefined ? {} : { overrideReason: visit.reason }),
    notified,
  };
}

/** Also one that has since become a petition of another flow. */
export function isVisit({ petition, context }: WorklistItem): boolean {
  const { flow, visitNumber } = petition;
  return visitNumber !== undefined || context.regime.flows[flow]?.series === 'visit';
}

/** What the regulation in force says of visits. */
export function receptionView({ reception, flows }: Regime): Pick<VisitList, 'branches' | 'flow'> {
  const flow = Object.entries(flows).find(([, { series }]) => series === 'visit')?.[0];
  const branches = (reception?.branches ?? []).map(({ id, title, receiver, source }) => ({
    id,
    title,
    receiver,
    source,
  }));
  return { ...(flow === undefined ? {} : { flow }), branches };
}

export function roomView(rows: readonly VisitRow[], regime: Regime): Pick<VisitList, 'room'> {
  const rule = regime.reception;
  if (!rule) return {};
  const present = rows.reduce((sum, row) => sum + row.inRoom, 0);
  return { room: { present, limit: rule.roomPeople, source: rule.source } };
}

function stepOf({ petition, context: { regime } }: WorklistItem): VisitRow['step'] {
  const stage = regime.stages[petition.stage];
  if (!stage || stage.end) return 'ended';
  const acts = Object.values(stage.acts);
  const routing = acts.find(({ kind }) => kind === 'routeVisit');
  if (routing) return routing.aside ? 'reception' : 'arrived';
  const isVisitFlow = regime.flows[stage.flow]?.series === 'visit';
  return isVisitFlow && acts.some(({ signs }) => signs !== undefined) ? 'opinions' : 'later';
}

/** Until they are answered: who chose representatives sends only these in. Whoever went to the city is not here. */
function inRoom({ petition: { facts, stage }, context }: WorklistItem): number {
  const isToday = localDayOf(facts.receivedAt) === localDayOf(context.now);
  const isHere = context.regime.reception?.inRoom.includes(stage) === true;
  return isToday && isHere ? (facts.representatives ?? facts.peopleCount) : 0;
}
