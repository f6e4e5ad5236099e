import type {
  ConsultationList,
  FollowUpList,
  LetterList,
  ReturnList,
  SupervisionList,
  VisitList,
} from '../../server/contract/worklists.ts';
import { clock } from '../clock.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

interface Worklists {
  readonly returns: ReturnList;
  readonly 'follow-ups': FollowUpList;
  readonly letters: LetterList;
  readonly consultations: ConsultationList;
  readonly supervisions: SupervisionList;
  readonly visits: VisitList;
}

export type WorklistName = keyof Worklists;

/** GET /api/worklists/:name: what is open or, with a year, the register of that year. */
export async function loadWorklist<Name extends WorklistName>(
  name: Name,
  year: number | null,
): Promise<Answer<Worklists[Name]>> {
  const query = year === null ? '' : `?year=${year}`;
  const answer = await request<Worklists[Name]>('GET', `/worklists/${name}${query}`);
  if (answer.ok) clock.synchronize(answer.value.now);
  return answer;
}
