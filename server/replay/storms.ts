import type { Weather } from '../sandbox/weather.ts';
import type { Track } from './track.ts';
import type { World } from './world.ts';

/** For the next call or two of one kind something is wrong with DingTalk, at a good part of the steps. */
export function brew(
  { server: { sandbox }, dice }: World,
  { petition, stage, visits }: Track,
): void {
  const ofStep = dice.of('storm', petition.id, stage, visits.get(stage) ?? 1);
  const weather = ofStep.pick(STORMS, 'weather');
  const api = ofStep.pick(APIS, 'api');
  if (!(weather && api && ofStep.chance(0.35, 'storm'))) return;
  sandbox?.setWeather(weather, { api, calls: ofStep.between(1, 2, 'calls') });
}

const STORMS: readonly Weather[] = ['busy', 'throttled', 'resetAfterWork', 'silentDrop'];
/** Signing in works; what is sent suffers. */
const APIS = ['corpconversation', 'card/instances', 'todo/users'];
