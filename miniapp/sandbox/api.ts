import type { ClockMove, PhoneView, SandboxState } from '../../server/contract/sandbox.ts';

/** What the demonstration page asks the embedded DingTalk. A failed call throws with a sentence to show. */
export const sandboxApi = {
  state: () => call<SandboxState>('GET', 'state'),
  phone: (id: string) => call<PhoneView>('GET', `phones/${id}`),
  open: (id: string, taskId?: string) =>
    call<{ url: string }>('POST', `phones/${id}/open`, taskId === undefined ? {} : { taskId }),
  moveClock: (move: ClockMove['move']) => call<{ now: number }>('POST', 'clock', { move }),
};

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
