import type { VisitRow } from '../contract/worklists.ts';
import type { StaffMember } from '../domain/directory.ts';
import type { Regime } from '../domain/regime.ts';
import type { Scene } from './route.ts';
import { loggedMessageView } from './views/message.ts';
import { isOffice } from './views/people.ts';
import { isVisit, visitRowOf } from './views/worklists/visits.ts';
import { spanOfDay, type WorklistItem, worklistItems } from './worklist-items.ts';

/** Who came today, whatever has become of it, and earlier visits that are not done with. */
export async function presentVisits(
  person: StaffMember,
  scene: Scene,
): Promise<readonly VisitRow[]> {
  const [flow, received] = [visitFlows(scene), spanOfDay(scene.now)];
  const found = [
    ...(await worklistItems({ scope: 'open', flow }, person, scene)),
    ...(await worklistItems({ scope: 'all', channel: ['visit'], received }, person, scene)),
  ];
  const visits = new Map(found.filter(isVisit).map((item) => [item.petition.id, item]));
  return Promise.all(
    [...visits.values()].map(async (item) =>
      visitRowOf(item, isOffice(person, item.context.regime) ? await notified(item, scene) : []),
    ),
  );
}

/** Who was told to come and receive them, by the latest notice. */
async function notified({ petition, context }: WorklistItem, { deps, directory }: Scene) {
  const templates = routingTemplates(context.regime);
  const messages = await deps.store.messagesOf(petition.id);
  const latest = messages
    .filter(({ template }) => templates.has(template))
    .toSorted((one, other) => other.id - one.id)[0];
  const recipients = latest ? loggedMessageView(latest, directory).recipients : [];
  return recipients.map(({ name, stateText }) => ({ to: name, stateText }));
}

function routingTemplates({ stages }: Regime): ReadonlySet<string> {
  const acts = Object.values(stages).flatMap((stage) => Object.values(stage.acts));
  const routing = acts.filter(({ kind }) => kind === 'routeVisit');
  return new Set(routing.flatMap(({ tells = [] }) => tells.map(({ template }) => template)));
}

function visitFlows({ regimes }: Scene): readonly string[] {
  const flows = regimes.flatMap((regime) => Object.entries(regime.flows));
  return [...new Set(flows.filter(([, { series }]) => series === 'visit').map(([id]) => id))];
}
