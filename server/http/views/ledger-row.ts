import type { LedgerRow } from '../../contract/ledger.ts';
import { waitingFor } from '../../domain/access.ts';
import { currentAssignment, openVerification } from '../../domain/petition.ts';
import { channelTitle, sourceTitle } from '../../domain/registering.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { appealTitles, followUpTitles } from '../../domain/titles.ts';
import { isUrgent } from '../../domain/urgent.ts';
import { GROUP_SIZE } from '../../store/ledger-entry.ts';
import type { LedgerItem } from '../../store/ledger-reads.ts';
import type { ViewContext } from './context.ts';
import { deadlineView } from './deadline.ts';
import { nameOf } from './people.ts';

/** One line of the ledger, for a person who may see the petition. */
export function ledgerRowOf(item: LedgerItem, context: ViewContext): LedgerRow {
  const { petition, particulars } = item;
  const { regime, directory } = context;
  const { facts } = petition;
  const stage = regime.stages[petition.stage];
  const unitId = responsibleUnit(petition) ?? petition.assignments.at(-1)?.unitId;
  const caseworkerId = currentAssignment(petition)?.caseworkerId;
  const outcome = petition.followUps.at(-1)?.outcome;
  const node = stage?.node === undefined ? undefined : regime.nodes[stage.node];
  return {
    id: petition.id,
    number: petition.number,
    ...given('visitNumber', petition.visitNumber),
    ...given('platformNumber', facts.platformNumber),
    stage: petition.stage,
    stageTitle: stage?.title ?? petition.stage,
    ...given('node', stage?.node),
    ...given('nodeTitle', node?.title),
    ended: stage?.end === true,
    title: particulars.title,
    category: facts.category,
    appealText: appealTitles[facts.appealType],
    sourceText: sourceTitle(facts.source, regime),
    channelText: channelTitle(facts.channel, regime),
    confidential: facts.appealType === 'accusation',
    peopleCount: facts.peopleCount,
    ...given('unitName', unitId === undefined ? undefined : directory.units.get(unitId)?.name),
    ...given('caseworkerName', caseworkerId && nameOf(caseworkerId, directory)),
    receivedAt: facts.receivedAt,
    registeredAt: petition.registeredAt,
    ...given('concludedAt', petition.concludedAt),
    ...given('due', dueOf(item, context)),
    waitingFor: waitingFor(petition, context).map((id) => nameOf(id, directory)),
    ...given('outcome', outcome),
    ...given('outcomeText', outcome && followUpTitles[outcome]),
    returns: petition.assignments.reduce((sum, { returns }) => sum + returns.length, 0),
    flags: { ...flagsOf(item), urgent: isUrgent(petition, regime) },
  };
}

function flagsOf({ petition, overdue }: LedgerItem): Omit<LedgerRow['flags'], 'urgent'> {
  const { facts, flags, clocks } = petition;
  return {
    overdue,
    repeated: facts.repeated,
    group: facts.peopleCount >= GROUP_SIZE,
    extended: petition.extensions.some(({ outcome }) => outcome === 'granted'),
    inVerification: openVerification(petition) !== undefined,
    supervised: flags?.supervision === true || petition.supervisions.length > 0,
    consultation: flags?.weeklyConsultation === true || petition.consultations.length > 0,
    provisional: clocks.some(
      ({ provisional, stoppedAt }) => provisional && stoppedAt === undefined,
    ),
  };
}

function dueOf({ petition, nextClock }: LedgerItem, context: ViewContext): LedgerRow['due'] {
  const clock = petition.clocks
    .filter((candidate) => candidate.clock === nextClock && candidate.stoppedAt === undefined)
    .toSorted((one, other) => one.dueAt - other.dueAt)[0];
  const view = clock && deadlineView(clock, petition, context);
  if (!view) return undefined;
  return {
    title: view.title,
    dueAt: view.dueAt,
    dueText: view.dueText,
    overdue: view.state === 'overdue',
    provisional: view.provisional,
    remainingWorkingMs: view.remainingWorkingMs,
    remainingText: view.remainingText,
  };
}

function given<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value });
}
