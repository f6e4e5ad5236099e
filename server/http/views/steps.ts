import type { PetitionView } from '../../contract/view.ts';
import type { PetitionEvent } from '../../domain/event.ts';
import { holds } from '../../domain/guards.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Act, StageId } from '../../domain/regime.ts';
import type { ViewContext } from './context.ts';

/**
 * The way of the petition: stages it went through, each once at its latest visit, the present one, and the road ahead
 * if every step goes as expected. A stage that lies ahead again, as after a redo, is not shown as done.
 */
export function stepsOf(
  petition: Petition,
  events: readonly PetitionEvent[],
  context: ViewContext,
): PetitionView['steps'] {
  const ahead = roadAhead(petition, context);
  const visited = visitedStages(events).filter((stage) => stage !== petition.stage);
  const done = visited.filter(
    (stage, at) => visited.lastIndexOf(stage) === at && !ahead.includes(stage),
  );
  const step = (state: 'done' | 'current' | 'ahead') => (stage: StageId) => ({
    stage,
    title: context.regime.stages[stage]?.title ?? stage,
    state,
  });
  return [...done.map(step('done')), step('current')(petition.stage), ...ahead.map(step('ahead'))];
}

function visitedStages(events: readonly PetitionEvent[]): readonly StageId[] {
  return events.flatMap((event) => {
    if (event.type === 'petitionRegistered') return [event.stage];
    return event.type === 'actTaken' && event.to !== event.from ? [event.to] : [];
  });
}

function roadAhead(petition: Petition, context: ViewContext): readonly StageId[] {
  const road: StageId[] = [];
  for (let stage: StageId | undefined = petition.stage; stage !== undefined; ) {
    const following: StageId | undefined = expectedNext(stage, petition, context);
    if (following === undefined || following === petition.stage || road.includes(following)) break;
    road.push(following);
    stage = following;
  }
  return road;
}

/** Where the first act of the stage leads that is neither aside nor stays; in the present stage it must be possible. */
function expectedNext(
  stage: StageId,
  petition: Petition,
  context: ViewContext,
): StageId | undefined {
  const definition = context.regime.stages[stage];
  if (!definition || definition.end) return undefined;
  const leaving = Object.values(definition.acts).filter(({ aside, to }) => !aside && to !== 'stay');
  const possible =
    stage === petition.stage ? leaving.filter(({ when }) => holds(when, petition, context)) : [];
  const act = possible[0] ?? leaving[0];
  return act && usualTarget(act, stage);
}

/** Branches name the special cases first and the ordinary one last; staying where one is leads nowhere. */
function usualTarget({ to }: Act, from: StageId): StageId | undefined {
  if (typeof to === 'string') return to;
  return to.findLast(({ stage }) => stage !== from)?.stage;
}
