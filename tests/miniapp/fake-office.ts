import type { z } from 'zod';
import { actBody } from '../../server/contract/act-input.ts';
import type { ReportList } from '../../server/contract/figures.ts';
import { loginBody, type Me } from '../../server/contract/people.ts';
import { registerBody } from '../../server/contract/registration.ts';
import { signingBody } from '../../server/contract/signing.ts';
import { specimenBody } from '../../server/contract/specimen.ts';
import { type PetitionSummary, type PetitionView, revealBody } from '../../server/contract/view.ts';
import { aPetition, directory, me, NOW, officeHours, regime } from './fixtures.ts';

/** One request the mini-app has made. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A server at the end of the wire: answers from fixtures, judges bodies by the contract, and can misbehave. */
export interface FakeOffice {
  readonly asked: Asked[];
  /** What it has recorded: requests that changed something and fitted the contract. */
  readonly recorded: Asked[];
  /** Files that have arrived. */
  readonly uploads: { readonly address: string; readonly size: number }[];
  readonly fetch: typeof fetch;
  me: Me;
  toDo: PetitionSummary[];
  reports: ReportList['items'];
  petition: PetitionView;
  /** The signature kept for cards. */
  specimen: string | null;
  /** How the leader is asked for his signature, and whether he may choose. */
  signing: { way: 'card' | 'approval'; offered: boolean };
  signedIn: boolean;
  /** What the next request to a changing endpoint gets instead of its answer. */
  trouble: 'offline' | { readonly status: number; readonly body: object } | null;
}

export function fakeOffice(): FakeOffice {
  const office: FakeOffice = {
    asked: [],
    recorded: [],
    uploads: [],
    me: me(),
    toDo: [],
    reports: [],
    petition: aPetition(),
    specimen: null,
    signing: { way: 'card', offered: false },
    signedIn: true,
    trouble: null,
    fetch: (address, init) => {
      const path = String(address).replace(/^\.\/api/, '');
      const asked: Asked = {
        method: init?.method ?? 'GET',
        path,
        headers: new Headers(init?.headers),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
      };
      office.asked.push(asked);
      return new Promise((resolve) => resolve(answer(office, asked)));
    },
  };
  return office;
}

const SIGNED_OUT = { code: 'signedOut', message: '尚未登录或登录已过期。', requestId: 'r1' };

function answer(office: FakeOffice, asked: Asked): Response {
  if (asked.path === '/session') return sessionAnswer(office, asked);
  if (!office.signedIn) return json(401, SIGNED_OUT);
  return asked.method === 'GET' ? readAnswer(office, asked.path) : writeAnswer(office, asked);
}

function sessionAnswer(office: FakeOffice, { method, body }: Asked): Response {
  office.signedIn = method === 'POST' && loginBody.safeParse(body).success;
  return office.signedIn ? json(200, office.me) : new Response(null, { status: 204 });
}

function readAnswer(office: FakeOffice, path: string): Response {
  const { petition, toDo, reports, me, specimen, signing } = office;
  if (path === '/me') return json(200, me);
  if (path === '/specimen') return json(200, { handwriting: specimen });
  if (path === '/signing') {
    return json(200, { ...signing, hasSpecimen: specimen !== null });
  }
  if (path === '/todo') return json(200, { now: NOW, officeHours, items: toDo });
  if (path === '/directory') return json(200, directory);
  if (path === '/reports') return json(200, { now: NOW, items: reports });
  if (path === '/readings') return json(200, { now: NOW, items: [] });
  if (path === '/regimes') return json(200, { items: [regime] });
  if (path.startsWith('/petitions?')) {
    return json(200, { now: NOW, items: toDo, total: toDo.length });
  }
  return json(200, { now: NOW, petition: { ...petition, id: path.split('/')[2] } });
}

function writeAnswer(office: FakeOffice, asked: Asked): Response {
  const { trouble } = office;
  office.trouble = null;
  if (trouble === 'offline') throw new TypeError('Failed to fetch');
  if (trouble) return json(trouble.status, trouble.body);
  if (asked.method === 'DELETE' || asked.path.endsWith('/opened')) return done(office, asked);
  const read = schemaOf(asked.path).safeParse(asked.body);
  if (!read.success) {
    const details = read.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      message,
    }));
    return json(400, { code: 'invalid', message: '填写不正确。', details, requestId: 'r2' });
  }
  if (asked.path === '/specimen' || asked.path === '/signing') return done(office, asked);
  office.recorded.push(asked);
  if (asked.path.endsWith('/reveal')) {
    return json(200, {
      name: '刘示例',
      phone: '13800001111',
      idNumber: '',
      address: '镜湖新区1号',
    });
  }
  return json(200, {
    now: NOW,
    petition: { ...office.petition, version: office.petition.version + 1 },
  });
}

/** What is recorded without anything to say about it. */
function done(office: FakeOffice, asked: Asked): Response {
  office.recorded.push(asked);
  if (asked.path === '/specimen') {
    const kept = specimenBody.safeParse(asked.body);
    office.specimen = kept.success ? kept.data.handwriting : null;
  }
  if (asked.path === '/signing') {
    const { way } = signingBody.parse(asked.body);
    office.signing = { ...office.signing, way };
  }
  return new Response(null, { status: 204 });
}

function schemaOf(path: string): z.ZodType {
  if (path === '/specimen') return specimenBody;
  if (path === '/signing') return signingBody;
  if (path.endsWith('/reveal')) return revealBody;
  return path.includes('/acts/') ? actBody : registerBody;
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status });
}
