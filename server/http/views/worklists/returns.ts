import type { ReturnList, ReturnRow } from '../../../contract/worklists.ts';
import { spanText } from '../../../domain/message-variables.ts';
import type { Assignment, Petition, ReturnRequest } from '../../../domain/petition.ts';
import { inTerms } from '../../../domain/terms.ts';
import { returnBasisTitles } from '../../../domain/titles.ts';
import type { WorklistItem } from '../../worklist-items.ts';
import type { ViewContext } from '../context.ts';
import { nameOf } from '../people.ts';

/** Every request of the petition to be given back, the first one first. */
export function returnRowsOf(item: WorklistItem): readonly ReturnRow[] {
  const asked = item.petition.assignments.flatMap((assignment) =>
    assignment.returns.map((request) => ({ assignment, request })),
  );
  return asked.map(({ assignment, request }, index) =>
    returnRow(item, assignment, request, index + 1),
  );
}

/** 退单登记: what each unit asked for and how it was settled, the most frequent first. */
export function returnLines(rows: readonly ReturnRow[]): ReturnList['lines'] {
  const units = [...new Set(rows.map(({ unitName }) => unitName))];
  const count = (own: readonly ReturnRow[], state: ReturnRow['state']) =>
    own.filter((row) => row.state === state).length;
  return units
    .map((unitName) => {
      const own = rows.filter((row) => row.unitName === unitName);
      const [upheld, rejected] = [count(own, 'upheld'), count(own, 'rejected')];
      const settled = upheld + rejected;
      return {
        unitName,
        asked: own.length,
        late: own.filter(({ late }) => late).length,
        pending: count(own, 'pending'),
        upheld,
        rejected,
        upheldPercent: settled === 0 ? null : Math.round((100 * upheld) / settled),
      };
    })
    .sort((one, other) => other.asked - one.asked || one.unitName.localeCompare(other.unitName));
}

function returnRow(
  { petition, row, context }: WorklistItem,
  assignment: Assignment,
  request: ReturnRequest,
  time: number,
): ReturnRow {
  const { directory } = context;
  const unitName = (id: string) => directory.units.get(id)?.name ?? '（已撤销）';
  const { proposedUnitId, proposedOrgan, lateReason, officeOpinion, settledBy, settledAt } =
    request;
  const proposed = proposedUnitId === undefined ? proposedOrgan : unitName(proposedUnitId);
  const next = petition.assignments.find(({ sequence }) => sequence === assignment.sequence + 1);
  return {
    key: `${petition.id}/${time}`,
    petition: row,
    unitName: unitName(assignment.unitId),
    by: nameOf(request.by, directory),
    at: request.at,
    basisText: inTerms(returnBasisTitles[request.basis], context.regime.terms),
    detail: request.detail,
    ...(proposed === undefined ? {} : { proposed }),
    late: request.late,
    windowText: windowText(petition, assignment, request, context),
    ...(lateReason === undefined ? {} : { lateReason }),
    ...(officeOpinion === undefined ? {} : { officeOpinion }),
    evidence: request.attachments?.length ?? 0,
    time,
    state: request.outcome ?? 'pending',
    ...(settledBy === undefined ? {} : { settledBy: nameOf(settledBy, directory) }),
    ...(settledAt === undefined ? {} : { settledAt }),
    binding: request.outcome === 'upheld' && next?.binding === true,
  };
}

/** How much of the window was left, or by how much it had passed, when the return was asked for. */
function windowText(
  { clocks }: Petition,
  { sequence }: Assignment,
  { at, late }: ReturnRequest,
  { regime, calendar }: ViewContext,
): string {
  const window = clocks.findLast(
    ({ clock, instance }) =>
      instance === sequence && regime.clocks[clock]?.closesReturnWindow === true,
  );
  if (!window) return '';
  if (at === window.dueAt) return '期限届满时提出';
  return late
    ? `逾期${spanText(calendar, window.dueAt, at)}`
    : `剩余${spanText(calendar, at, window.dueAt)}`;
}
