import type { PetitionSummary } from '../../contract/view.ts';
import { waitingFor } from '../../domain/access.ts';
import { currentAssignment, type Particulars, type Petition } from '../../domain/petition.ts';
import { channelTitle, sourceTitle } from '../../domain/registering.ts';
import { responsibleUnit } from '../../domain/staffing.ts';
import { appealTitles } from '../../domain/titles.ts';
import { isUrgent } from '../../domain/urgent.ts';
import { actionViews } from './action.ts';
import type { ViewContext } from './context.ts';
import { nextDeadline } from './deadline.ts';
import { nameOf, nameWithAbsence } from './people.ts';

/** One line of a list, for a person who may see the petition. */
export function summaryOf(
  petition: Petition,
  particulars: Pick<Particulars, 'title'>,
  context: ViewContext,
): PetitionSummary {
  const { regime, directory } = context;
  const stage = regime.stages[petition.stage];
  const unitId = responsibleUnit(petition) ?? petition.assignments.at(-1)?.unitId;
  const unit = unitId === undefined ? undefined : directory.units.get(unitId);
  const caseworkerId = currentAssignment(petition)?.caseworkerId;
  const deadline = nextDeadline(petition, context);
  return {
    id: petition.id,
    number: petition.number,
    ...(petition.visitNumber === undefined ? {} : { visitNumber: petition.visitNumber }),
    version: petition.version,
    stage: petition.stage,
    stageTitle: stage?.title ?? petition.stage,
    ...(stage?.node === undefined ? {} : { node: stage.node }),
    ended: stage?.end === true,
    title: particulars.title,
    sourceText: sourceTitle(petition.facts.source, regime),
    channelText: channelTitle(petition.facts.channel, regime),
    category: petition.facts.category,
    appealText: appealTitles[petition.facts.appealType],
    confidential: petition.facts.appealType === 'accusation',
    ...(isUrgent(petition, regime) ? { urgent: true as const } : {}),
    ...(unit ? { unitName: unit.name } : {}),
    ...(caseworkerId === undefined ? {} : { caseworkerName: nameOf(caseworkerId, directory) }),
    registeredAt: petition.registeredAt,
    waitingFor: waitingFor(petition, context).map((id) => nameWithAbsence(id, directory)),
    ...(deadline ? { deadline } : {}),
    actions: [...actionViews(petition, context)],
  };
}
