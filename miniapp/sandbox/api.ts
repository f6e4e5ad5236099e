import type {
  ClockMove,
  ConnectionRequest,
  PeopleRequest,
  SandboxState,
  WeatherRequest,
} from '../../server/contract/sandbox.ts';

/** What the demonstration page asks the embedded DingTalk. A failed call throws with a sentence to show. */
export const sandboxApi = {
  state: (phones: readonly string[]) =>
    call<SandboxState>('GET', `state?phones=${phones.join(',')}`),
  open: (id: string, taskId?: string) =>
    post<{ url: string }>(`phones/${id}/open`, taskId === undefined ? {} : { taskId }),
  /** With what the phone shows when no answer came in time. */
  tap: (id: string, outTrackId: string, phrase?: string) =>
    post<{ problem?: string }>(
      `phones/${id}/tap`,
      phrase === undefined ? { outTrackId } : { outTrackId, phrase },
    ),
  say: (id: string, where: 'robot' | 'group', text: string) =>
    post(`phones/${id}/say`, { where, text }),
  read: (id: string) => post(`phones/${id}/read`, {}),
  decide: (id: string, instanceId: string, result: 'agree' | 'refuse', remark: string) =>
    post(`phones/${id}/decide`, { instanceId, result, remark }),
  moveClock: (move: ClockMove['move']) => post<{ now: number }>('clock', { move }),
  changeWeather: (weather: WeatherRequest) => post('weather', weather),
  changeConnection: (change: ConnectionRequest) => post('connection', change),
  changePeople: (change: PeopleRequest) => post<{ id?: string }>('people', change),
};

/** The sentence of a call that failed. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : '演示服务没有回应，请稍后再试。';
}

function post<Answer = object>(path: string, body: object): Promise<Answer> {
  return call<Answer>('POST', path, body);
}

async function call<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`/sandbox/api/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'sandbox' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.message ?? '演示服务没有回应，请稍后再试。');
  return content;
}
