import { z } from 'zod';
import { approvalCalls } from './dingtalk-contract-approval.ts';
import { cardCalls, toDoCalls } from './dingtalk-contract-cards.ts';
import { otherCalls } from './dingtalk-contract-other.ts';
import { robotCalls } from './dingtalk-contract-robot.ts';
import type { Contract } from './dingtalk-contract-terms.ts';

/** One request as it came over the wire. */
export interface Asked {
  readonly method: string;
  /** As written, nothing decoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What the JSON says; null when there is no body, the text itself when it is not JSON. */
  readonly body: unknown;
}

const nothing = z.strictObject({});

/** Every request the office may make, as DingTalk's documents describe it. */
export const contract: readonly Contract[] = [
  ...cardCalls,
  ...toDoCalls,
  ...approvalCalls,
  ...robotCalls,
  ...otherCalls,
];

/** The entry a request falls under. */
export function contractOf({ method, path }: Pick<Asked, 'method' | 'path'>): Contract | undefined {
  const segments = path.split('/');
  return contract.find(({ call }) => {
    const [verb, pattern = ''] = call.split(' ');
    const wanted = pattern.split('/');
    return (
      verb === method &&
      wanted.length === segments.length &&
      wanted.every((part, index) =>
        part.startsWith('{') ? isPlainSegment(segments[index] ?? '') : part === segments[index],
      )
    );
  });
}

/** In what a request differs from the contract. */
export function faultsOf(asked: Asked): readonly string[] {
  const entry = contractOf(asked);
  if (!entry) return [`${asked.method} ${asked.path} is not in the contract`];
  const { token, query = nothing, body, mostBytes = Number.POSITIVE_INFINITY, call } = entry;
  const header = asked.headers['x-acs-dingtalk-access-token'];
  const hasBody = asked.body !== null;
  return [
    ...issuesOf(query, asked.query),
    ...issuesOf(body, asked.body),
    ...((header === 'token-1') === (token === 'header') ? [] : ['token in the wrong place']),
    ...(hasBody && !/^application\/json(;|$)/.test(asked.headers['content-type'] ?? '')
      ? ['not declared as JSON']
      : []),
    ...(entry.saysWhatItReads && asked.headers.accept !== 'application/json'
      ? ['does not say that it reads JSON']
      : []),
    ...(Buffer.byteLength(JSON.stringify(asked.body)) > mostBytes ? ['too many bytes'] : []),
  ].map((fault) => `${call}: ${fault}`);
}

function issuesOf(schema: z.ZodType, value: unknown): readonly string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

function isPlainSegment(segment: string): boolean {
  return /^(?:[A-Za-z0-9_.~$:@!*'()-]|%[0-9A-F]{2})+$/.test(segment);
}
