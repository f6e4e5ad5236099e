import { and, desc, eq, gte, lt, type SQL } from 'drizzle-orm';
import { audit } from '../../db/schema.ts';
import type { StaffId } from '../domain/directory.ts';
import type { PetitionId } from '../domain/petition.ts';
import { instant } from '../domain/time.ts';
import type { AuditEntry, AuditedAction, AuditedEntry, AuditQuery } from './access-store.ts';
import type { Base } from './base.ts';
import { type ChainedRow, createChain } from './chain.ts';
import type { Print } from './file-store.ts';

/** The second chain: who did what beside the events. */
export interface AuditLog {
  append(entry: AuditEntry): void;
  /** Newest first, with a smaller sequence than `before`. */
  page(query: AuditQuery & { readonly before: number }): readonly AuditedEntry[];
  printsOf(id: PetitionId): readonly Print[];
  readonly chain: ReturnType<typeof createChain>;
  /** For verification: entries after this sequence, as chained. */
  chainedPage(after: number): readonly ChainedRow[];
  head(): { readonly sequence: number; readonly mac: Buffer };
}

interface AuditRow {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string | null;
  readonly action: string;
  readonly petition_id: string | null;
  readonly ok: number;
  readonly detail: Buffer | null;
  readonly mac: Buffer;
}

export function openAuditLog({ sqlite, tables, sealing }: Base, installation: string): AuditLog {
  const chain = createChain(sealing.chainKey, `audit|${installation}`);
  const head = sqlite.prepare<[], { sequence: number; mac: Buffer }>(
    'SELECT sequence, mac FROM audit ORDER BY sequence DESC LIMIT 1',
  );
  const insert = sqlite.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const chainedPage = sqlite.prepare<[number], AuditRow>(
    `SELECT * FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ${PAGE}`,
  );
  const prints = sqlite.prepare<[string], AuditRow>(
    `SELECT * FROM audit WHERE petition_id = ? AND action = 'print' AND ok = 1
     ORDER BY sequence DESC`,
  );
  const currentHead = () => head.get() ?? { sequence: 0, mac: chain.seed };

  return {
    chain,
    head: currentHead,
    append({ at, actor, action, petitionId, ok, detail }) {
      const last = currentHead();
      const sequence = last.sequence + 1;
      const fields = [sequence, at, actor ?? null, action, petitionId ?? null, ok ? 1 : 0];
      const blob = detail === undefined ? null : sealing.seal(detail, placeOf(sequence));
      insert.run(...fields, blob, chain.macOf(last.mac, { fields, blob }));
    },
    page({ before, limit, ...filter }) {
      const rows = tables
        .select()
        .from(audit)
        .where(and(lt(audit.sequence, before), ...conditions(filter)))
        .orderBy(desc(audit.sequence))
        .limit(limit)
        .all();
      return rows.map(({ sequence, at, actor, action, petitionId, ok, detail }) => ({
        sequence,
        at: instant(at),
        action: action as AuditedAction,
        ok,
        ...(actor === null ? {} : { actor: actor as StaffId }),
        ...(petitionId === null ? {} : { petitionId }),
        ...(detail === null ? {} : { detail: sealing.openSealed(detail, placeOf(sequence)) }),
      }));
    },
    printsOf: (id) =>
      prints.all(id).map(({ sequence, at, actor, detail }) => ({
        at: instant(at),
        by: actor ?? '',
        detail: detail === null ? '' : sealing.openSealed(detail, placeOf(sequence)),
      })),
    chainedPage: (after) => chainedPage.all(after).map(chained),
  };
}

function conditions({ actor, action, from, until }: Omit<AuditQuery, 'before' | 'limit'>): SQL[] {
  return [
    ...(actor === undefined ? [] : [eq(audit.actor, actor)]),
    ...(action === undefined ? [] : [eq(audit.action, action)]),
    ...(from === undefined ? [] : [gte(audit.at, from)]),
    ...(until === undefined ? [] : [lt(audit.at, until)]),
  ];
}

const PAGE = 2000;

function chained(row: AuditRow): ChainedRow {
  const { sequence, at, actor, action, petition_id, ok, detail, mac } = row;
  return { sequence, fields: [sequence, at, actor, action, petition_id, ok], blob: detail, mac };
}

function placeOf(sequence: number): string {
  return `audit|detail|${sequence}`;
}
