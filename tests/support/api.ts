import { Agent, createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import { readRegime } from '../../db/seed-regime.ts';
import { loadWording } from '../../db/seed-wording.ts';
import type { PetitionView } from '../../server/contract/view.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import { type Instant, isoText } from '../../server/domain/time.ts';
import { openPaperWorks } from '../../server/forms/paper-works.ts';
import { openFiguresWorks } from '../../server/forms/report/figures-works.ts';
import { buildApp } from '../../server/http/app.ts';
import type { AppDeps, RateLimits } from '../../server/http/app-deps.ts';
import { writeLedgerBook } from '../../server/ledger/export-workbook.ts';
import { writeFiguresBook } from '../../server/ledger/figures-workbook.ts';
import { importDeskOf } from './import-desk.ts';
import { type Office, openOffice } from './office.ts';
import type { OfficeOptions } from './office-world.ts';

export interface ApiOptions extends OfficeOptions {
  readonly publicUrl?: string;
  /** Nobody is throttled unless told. */
  readonly rateLimits?: RateLimits;
  readonly pages?: string;
  readonly sandboxPage?: AppDeps['sandboxPage'];
  readonly exchangeLoginCode?: AppDeps['exchangeLoginCode'];
  readonly signPage?: AppDeps['signPage'];
  readonly dingTalkCallbacks?: AppDeps['dingTalkCallbacks'];
  readonly offersApprovals?: boolean;
  /** Changes what the app is given, for a part of it that breaks. */
  readonly meddleWith?: (deps: AppDeps) => AppDeps;
}

export interface Api {
  readonly office: Office;
  readonly url: string;
  /** The lines of the log so far. */
  readonly log: readonly string[];
  /** Sends anything at all, as whoever the headers say. */
  send(request: Sent): Promise<Got>;
  /** Signs the person in; DingTalk's part is played by the code `code-<staffId>`. */
  as(staffId: StaffId): Promise<Phone>;
}

/** A signed-in person's way of asking: with cookie and the headers that the mini-app sends. */
export interface Phone {
  readonly cookie: string;
  get(path: string): Promise<Got>;
  post(path: string, body: unknown): Promise<Got>;
  /** Registers and answers the view. */
  register(changes?: Readonly<Record<string, unknown>>): Promise<PetitionView>;
  show(id: string): Promise<PetitionView>;
  /** Takes an act with the version as it stands, and with a signature where one is needed. */
  act(
    id: string,
    act: string,
    input?: Readonly<Record<string, unknown>>,
    more?: object,
  ): Promise<Got>;
}

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The answer read as JSON; throws for anything else. */
  readonly json: () => ReturnType<typeof JSON.parse>;
}

export const HANDWRITING = 'M10 10 L20 20 L30 10 L40 40';

/** The real app on the real store, served on loopback; only DingTalk and the clock are ours. */
export async function openApi(options: ApiOptions): Promise<Api> {
  const office = openOffice(options);
  const log: string[] = [];
  const deps: AppDeps = {
    store: office.store,
    execute: office.execute,
    imports: importDeskOf(office),
    writeLedgerBook,
    writeFiguresBook,
    papers: openPaperWorks((text) => office.store.fingerprint(text)),
    wording: loadWording(),
    figures: openFiguresWorks(loadWording()),
    exchangeLoginCode: options.exchangeLoginCode ?? knownCodes,
    signPage: options.signPage ?? signature,
    dingTalkCallbacks: options.dingTalkCallbacks ?? null,
    offersApprovals: options.offersApprovals ?? false,
    clock: office.now,
    calendar: () => office.calendar,
    calendarBook: office.calendarBook,
    regimeBook: { read: readRegime, takeIn: () => office.jobs.settle() },
    office: {
      title: '测试单位',
      corpId: 'corp',
      publicUrl: options.publicUrl ?? 'http://127.0.0.1',
      monthlyCalls: options.monthlyBudget ?? 5000,
    },
    rateLimits: options.rateLimits ?? null,
    proxyHops: 0,
    log: pino({ level: 'trace' }, { write: (line) => void log.push(line) }),
    pages: options.pages ?? 'no-such-folder',
    work: { latestTick: office.now, troubles: () => [] },
    sandboxPage: options.sandboxPage ?? null,
  };
  const app = buildApp(options.meddleWith?.(deps) ?? deps);
  const { url, send } = await serve(app.callback());
  return { office, url, log, send, as: (staffId) => signIn(staffId, send, office.now) };
}

/** Serves the handler on a free port for the length of the test. */
async function serve(handler: Parameters<typeof createServer>[1]) {
  const server = createServer(handler);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const agent = new Agent({ keepAlive: true });
  onTestFinished(async () => {
    agent.destroy();
    await new Promise((closed) => server.close(closed));
  });
  const url = `http://127.0.0.1:${address.port}`;
  return { url, send: (sent: Sent) => exchange(url, agent, sent) };
}

/** One request over a real connection, with headers that a browser would not let through as well. */
export function exchange(
  url: string,
  agent: Agent,
  { method = 'GET', path, headers = {}, body }: Sent,
): Promise<Got> {
  return new Promise((answered, failed) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = httpRequest(
      `${url}${path}`,
      { method, agent, headers: { ...length, ...headers } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk) => chunks.push(chunk));
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = incoming.statusCode ?? 0;
          answered({ status, headers: incoming.headers, text, json: () => JSON.parse(text) });
        });
      },
    );
    outgoing.on('error', failed);
    outgoing.end(body);
  });
}

const knownCodes: AppDeps['exchangeLoginCode'] = async (code) => ({
  ok: true,
  value: { userId: code.replace('code-', '') },
});

const signature: AppDeps['signPage'] = async () => ({
  ok: true,
  value: { agentId: '1', corpId: 'corp', timeStamp: 0, nonceStr: 'nonce', signature: '00' },
});

const JSON_HEADERS = { 'content-type': 'application/json', 'x-requested-with': 'miniapp' };

async function signIn(staffId: StaffId, send: Api['send'], now: () => Instant): Promise<Phone> {
  const login = await send({
    method: 'POST',
    path: '/api/session',
    headers: JSON_HEADERS,
    body: JSON.stringify({ code: `code-${staffId}` }),
  });
  const cookie = login.headers['set-cookie']?.[0]?.split(';')[0];
  if (!cookie) throw new Error(`${staffId} was not signed in: ${login.text}`);
  const get = (path: string) => send({ path, headers: { cookie } });
  const post = (path: string, body: unknown) =>
    send({
      method: 'POST',
      path,
      headers: { ...JSON_HEADERS, cookie },
      body: JSON.stringify(body),
    });
  const show = async (id: string) => viewIn(await get(`/api/petitions/${id}`));
  return {
    cookie,
    get,
    post,
    show,
    async register(changes = {}) {
      const registration = { ...registrationAt(now()), ...changes };
      return viewIn(await post('/api/petitions', { commandId: nextCommandId(), registration }));
    },
    async act(id, act, input = {}, more = {}) {
      const { version, actions } = await show(id);
      const action = actions.find((candidate) => candidate.act === act);
      return post(`/api/petitions/${id}/acts/${act}`, {
        commandId: nextCommandId(),
        seenVersion: version,
        input: { kind: action?.kind ?? 'step', ...input },
        ...(action?.needsSignature ? { handwriting: HANDWRITING } : {}),
        ...more,
      });
    },
  };
}

export function viewIn(got: Got): PetitionView {
  if (got.status >= 300) throw new Error(`${got.status} ${got.text}`);
  return got.json().petition;
}

let commands = 0;

export function nextCommandId(): string {
  commands += 1;
  return `command-${commands}`;
}

/** What the clerk writes, received at this instant. */
export function registrationAt(now: Instant) {
  return {
    flow: 'platform',
    source: 'own',
    channel: 'letter',
    category: '征地拆迁',
    appealType: 'appeal',
    peopleCount: 1,
    receivedAt: isoText(now),
    anonymous: false,
    repeated: false,
    title: '关于安置房交付的诉求',
    body: '安置房至今没有交付，请求答复。',
    petitioner: {
      name: '刘金丝',
      phone: '13800001111',
      idNumber: '330602199001010327',
      address: '浙江省绍兴市越城区演示路1号',
    },
  };
}
