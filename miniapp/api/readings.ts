import type {
  GatheredLetters,
  ReadingAnswerBody,
  ReadingBody,
  ReadingList,
  ReadingView,
} from '../../server/contract/readings.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** GET /api/readings */
export function loadReadings(): Promise<Answer<ReadingList>> {
  return request('GET', '/readings');
}

/** GET /api/readings/:id */
export function loadReading(id: string): Promise<Answer<ReadingView>> {
  return request('GET', `/readings/${encodeURIComponent(id)}`);
}

/** GET /api/readings/gathered/:mode/:period */
export function loadGathered(mode: string, period: string): Promise<Answer<GatheredLetters>> {
  return request('GET', `/readings/gathered/${mode}/${period}`);
}

/** POST /api/readings */
export function giveReading(body: ReadingBody): Promise<Answer<ReadingList>> {
  return request('POST', '/readings', body);
}

/** POST /api/readings/:id/answer */
export function answerReading(id: string, body: ReadingAnswerBody): Promise<Answer<ReadingView>> {
  return request('POST', `/readings/${encodeURIComponent(id)}/answer`, body);
}
