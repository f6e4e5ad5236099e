import type { StaffId } from '../domain/directory.ts';

/** The system as its people reach it: by HTTP, signed in through DingTalk. */
export interface Client {
  get(by: StaffId, path: string): Promise<Reply>;
  post(by: StaffId, path: string, body: unknown): Promise<Reply>;
  /** Sends the file itself as the body. */
  upload(by: StaffId, path: string, content: Buffer): Promise<Reply>;
  /** Answers so far by status. */
  readonly traffic: ReadonlyMap<number, number>;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** One session per person, renewed whenever the office says that it is over. */
export function createClient(base: string, issueLoginCode: (userId: StaffId) => string): Client {
  const sessions = new Map<StaffId, string>();
  const traffic = new Map<number, number>();

  async function ask(path: string, request: RequestInit): Promise<Response> {
    const response = await patiently(() => fetch(`${base}${path}`, request));
    traffic.set(response.status, (traffic.get(response.status) ?? 0) + 1);
    return response;
  }

  async function signIn(by: StaffId): Promise<void> {
    const response = await ask('/api/session', {
      method: 'POST',
      headers: JSON_HEADERS,
      body: JSON.stringify({ code: issueLoginCode(by) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (!response.ok || cookie === undefined) {
      throw new Error(`${by} cannot sign in: ${response.status} ${await response.text()}`);
    }
    await response.body?.cancel();
    sessions.set(by, cookie.split(';')[0] ?? '');
  }

  async function askAs(by: StaffId, path: string, request: RequestInit): Promise<Reply> {
    const send = () =>
      ask(path, {
        ...request,
        headers: { ...JSON_HEADERS, ...request.headers, cookie: sessions.get(by) ?? '' },
      });
    if (!sessions.has(by)) await signIn(by);
    let response = await send();
    if (response.status === 401) {
      await response.body?.cancel();
      await signIn(by);
      response = await send();
    }
    return { status: response.status, text: await response.text() };
  }

  return {
    get: (by, path) => askAs(by, path, {}),
    post: (by, path, body) => askAs(by, path, { method: 'POST', body: JSON.stringify(body) }),
    upload: (by, path, content) =>
      askAs(by, path, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: new Uint8Array(content),
      }),
    traffic,
  };
}

/** The second header is what a foreign page could not send. */
const JSON_HEADERS = { 'content-type': 'application/json', 'x-requested-with': 'replay' };

/**
 * On a busy machine a connection kept open may be closed just when it is used again. Everything that is sent may be
 * sent twice: commands carry their ids.
 */
async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

const TRIES = 4;
