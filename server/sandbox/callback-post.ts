import type { Answer, HttpRequest } from './push.ts';

/** Longer than DingTalk waits. */
const TIMEOUT_MS = 2500;

/** What the application answered; null for an answer that is no JSON object. */
export async function post({ url, headers, body }: HttpRequest): Promise<Answer | 'failed'> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? readAnswer(await response.text()) : 'failed';
  } catch {
    return 'failed';
  }
}

function readAnswer(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? { ...answer } : null;
  } catch {
    return null;
  }
}
