import type { PetitionView } from '../../contract/view.ts';
import { waitingFor } from '../../domain/access.ts';
import type { Petition } from '../../domain/petition.ts';
import type { Act, Regime } from '../../domain/regime.ts';
import type { ViewContext } from './context.ts';
import { nameOf } from './people.ts';

/** What the present step means, who takes it and where that is written, all out of the regulation's own data. */
export function helpOf(petition: Petition, context: ViewContext): PetitionView['help'] {
  const { regime, directory } = context;
  const stage = regime.stages[petition.stage];
  const acts = Object.values(stage?.acts ?? {});
  const clocks = petition.clocks
    .filter(({ stoppedAt }) => stoppedAt === undefined)
    .toSorted((left, right) => left.dueAt - right.dueAt)
    .flatMap(({ clock }) => regime.clocks[clock] ?? []);
  const sources = [stage?.source, ...acts.map(({ source }) => source)];
  const mentioned = [...sources, ...clocks.map(({ note }) => note)].join('\n');
  return {
    source: stage?.source ?? '',
    people: waitingFor(petition, context).map((id) => nameOf(id, directory)),
    steps: acts.map((act) => ({
      title: act.title,
      by: actorsOf(act, regime),
      expected: act.aside !== true,
      ...(act.source === undefined ? {} : { source: act.source }),
    })),
    clocks: clocks.map(({ title, clause }) => ({ title, ...clauseView(clause) })),
    choices: regime.choices
      .filter(({ id }) => new RegExp(`\\b${id}\\b`).test(mentioned))
      .map(({ question, choice, reason }) => ({ question, choice, reason })),
  };
}

function actorsOf({ by }: Act, { roles }: Regime): string {
  return [...new Set(by.map(({ role }) => roles[role]?.title ?? role))].join('、');
}

function clauseView({ document, article, quote }: Regime['clocks'][string]['clause']) {
  return { document, article, quote };
}
