import {
  periodParams,
  warningBody,
  warningList,
  watchedPlaceBody,
  watchedPlaceParams,
  watchList,
} from '../../contract/figures.ts';
import { NOT_FOUND } from '../failures.ts';
import { figuresAsked, NO_REPORTS } from '../figures-scene.ts';
import { type Route, route } from '../route.ts';
import { issueWarning, warningsShown } from '../views/warnings.ts';
import { sweepOf, watchedShown } from '../views/watched-places.ts';

const showWarnings = route(
  {
    method: 'GET',
    path: '/api/warnings/:period',
    summary: '苗头性问题与预警记录',
    access: 'roleHolder',
    rate: 'reads',
    params: periodParams,
    answer: warningList,
  },
  async ({ params, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    if (!asked) return { failure: NO_REPORTS };
    return { status: 200, body: await warningsShown(asked, person, scene) };
  },
);

const warn = route(
  {
    method: 'POST',
    path: '/api/warnings/:period',
    summary: '向条线负责人预警（信访机构）',
    access: 'office',
    rate: 'writes',
    params: periodParams,
    body: warningBody,
    answer: warningList,
  },
  async ({ params, body, person }, scene) => {
    const asked = figuresAsked(params.period, scene);
    if (!asked) return { failure: NO_REPORTS };
    if (!(await issueWarning(body.cluster, asked, person, scene))) return { failure: NOT_FOUND };
    return { status: 200, body: await warningsShown(asked, person, scene) };
  },
);

const showWatched = route(
  {
    method: 'GET',
    path: '/api/watched-places',
    summary: '重点关注单位和摸排情况',
    access: 'roleHolder',
    rate: 'reads',
    answer: watchList,
  },
  async (_asked, scene) => {
    const sweep = sweepOf(scene);
    if (!sweep) return { failure: NO_REPORTS };
    return { status: 200, body: await watchedShown(sweep, scene) };
  },
);

const keepWatched = route(
  {
    method: 'POST',
    path: '/api/watched-places',
    summary: '登记重点关注单位或一次摸排（信访机构）',
    access: 'office',
    rate: 'writes',
    body: watchedPlaceBody,
    answer: watchList,
  },
  async ({ body, person }, scene) => {
    const sweep = sweepOf(scene);
    if (!sweep) return { failure: NO_REPORTS };
    const { store } = scene.deps;
    const { id, sweptOn, ...written } = body;
    const known = (await store.watchedPlaces()).some((place) => place.id === id);
    if (!scene.directory.units.has(body.unitId) || (id !== undefined && !known)) {
      return { failure: NOT_FOUND };
    }
    await store.keepWatchedPlace({
      id: id ?? scene.deps.figures.newId(),
      ...written,
      ...(sweptOn === undefined ? {} : { sweptOn }),
      by: person.id,
      at: scene.now,
    });
    return { status: 200, body: await watchedShown(sweep, scene) };
  },
);

const endWatched = route(
  {
    method: 'DELETE',
    path: '/api/watched-places/:id',
    summary: '不再重点关注（信访机构）',
    access: 'office',
    rate: 'writes',
    params: watchedPlaceParams,
    answer: watchList,
  },
  async ({ params }, scene) => {
    const sweep = sweepOf(scene);
    if (!sweep) return { failure: NO_REPORTS };
    await scene.deps.store.endWatch(params.id, scene.now);
    return { status: 200, body: await watchedShown(sweep, scene) };
  },
);

export const earlySignRoutes: readonly Route[] = [
  showWarnings,
  warn,
  showWatched,
  keepWatched,
  endWatched,
];
