/** A JSON object, or nothing that can be read as one. */
export type Answer = Readonly<Record<string, unknown>> | null;

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

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
