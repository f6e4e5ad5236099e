import { asc, gt } from 'drizzle-orm';
import { sanctionEvents } from '../../db/schema.ts';
import type { OfficeId } from '../domain/office.ts';
import type { SanctionEvent } from '../domain/sanctions/notice.ts';
import { DAY, type Instant, instant } from '../domain/time.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import { type ChainedFields, type ChainedRow, createChain } from './chain.ts';
import { installationName } from './installation.ts';
import type { OutboxWriter } from './outbox.ts';
import type { AtOnce } from './promised.ts';
import type { NewSanctions, SanctionLog, Sanctions } from './sanction-store.ts';

/** For verification: every office's notices, as chained. */
export function sanctionChain(base: Base) {
  const chain = createChain(base.sealing.chainKey, `sanctions|${installationName(base)}`);
  const page = (after: number): readonly ChainedRow[] =>
    base.tables
      .select()
      .from(sanctionEvents)
      .where(gt(sanctionEvents.sequence, after))
      .orderBy(asc(sanctionEvents.sequence))
      .all()
      .map((row) => ({ ...chained(row), sequence: row.sequence, mac: row.mac }));
  return { chain, page };
}

/** An office's notices. All offices write one chain; there are few, so every reading proves it anew. */
export function openSanctions(
  base: Base,
  { audit, outbox }: { readonly audit: AuditLog; readonly outbox: OutboxWriter },
  officeId: OfficeId,
): AtOnce<Sanctions> {
  const { sqlite, tables, sealing } = base;
  const { chain } = sanctionChain(base);

  function read(): SanctionLog & { readonly mac: Buffer } {
    const rows = tables.select().from(sanctionEvents).orderBy(asc(sanctionEvents.sequence)).all();
    let mac = chain.seed;
    const events = rows.flatMap((row, index) => {
      mac = chain.macOf(mac, chained(row));
      if (row.sequence !== index + 1 || !mac.equals(row.mac)) {
        throw new Error(`the log of notices is broken at ${index + 1}`);
      }
      if (row.officeId !== officeId) return [];
      return JSON.parse(sealing.openSealed(row.content, placeOf(row.sequence))) as SanctionEvent;
    });
    return { events, end: rows.length, mac };
  }

  const record = sqlite.transaction(({ seen, events, messages }: NewSanctions, now: Instant) => {
    const { end, mac: last } = read();
    if (end !== seen) return false;
    let mac = last;
    events.forEach((event, index) => {
      const sequence = end + index + 1;
      const content = sealing.seal(JSON.stringify(event), placeOf(sequence));
      mac = chain.macOf(mac, chained({ sequence, officeId, at: event.at, content }));
      tables
        .insert(sanctionEvents)
        .values({ sequence, officeId, at: event.at, content, mac })
        .run();
      // The notice and its place in the log are noted in the other chain as well, so that a tail cut off shows.
      const detail = `${ACTIONS[event.type]}（${event.notice}，第${sequence}条）`;
      const actor = event.by === 'system' ? {} : { actor: event.by };
      audit.append({ at: now, ...actor, action: 'sanction', ok: true, detail });
    });
    for (const { to, ...message } of messages) {
      const channel = { kind: 'people', staffIds: to } as const;
      const expiresAt = instant(now + USEFUL_FOR_MS);
      outbox.tellByJob({ ...message, channel, expiresAt }, now, officeId);
    }
    return true;
  });

  return {
    sanctionLog() {
      const { events, end } = read();
      return { events, end };
    },
    recordSanctions: (entry, now) => record.immediate(entry, now),
  };
}

type Row = Omit<typeof sanctionEvents.$inferSelect, 'mac'>;

function chained({ sequence, officeId, at, content }: Row): ChainedFields {
  return { fields: [sequence, officeId, at], blob: content };
}

const USEFUL_FOR_MS = 30 * DAY;

const ACTIONS = {
  noticeDrafted: '起草问责文书',
  noticeIssued: '签发问责文书',
  noticeExplained: '提交书面说明',
  objectionRaised: '提出异议',
  objectionDecided: '处理异议',
  noticeWithdrawn: '撤回问责文书',
  outcomeRecorded: '登记处理结果',
} satisfies Record<SanctionEvent['type'], string>;

function placeOf(sequence: number): string {
  return `sanction_events|content|${sequence}`;
}
