import type { Metrics } from './metrics.ts';
import type { Route } from './route.ts';
import { takeAct } from './routes/acts.ts';
import { showBudget } from './routes/budget.ts';
import { showDirectory } from './routes/directory.ts';
import { documentRoutes } from './routes/documents.ts';
import { health } from './routes/health.ts';
import { whoAmI } from './routes/me.ts';
import { listMessages } from './routes/messages.ts';
import { metricsRoute } from './routes/metrics.ts';
import { listPetitions, registerPetition, showPetition } from './routes/petitions.ts';
import { listRegimes } from './routes/regimes.ts';
import { reveal } from './routes/reveal.ts';
import { logIn, logOut } from './routes/session.ts';
import { toDo } from './routes/todo.ts';

/** Every address of the API. What is not in this list does not exist. */
export function allRoutes(metrics: Metrics): readonly Route[] {
  const routes: readonly Route[] = [
    logIn,
    logOut,
    whoAmI,
    toDo,
    listPetitions,
    registerPetition,
    showPetition,
    takeAct,
    reveal,
    showDirectory,
    listRegimes,
    listMessages,
    showBudget,
    health,
    metricsRoute(metrics),
    ...documentRoutes(() => routes),
  ];
  return routes;
}
