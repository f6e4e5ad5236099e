import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PetitionId } from '../domain/petition.ts';
import type { AuditLog } from './audit.ts';
import type { Base } from './base.ts';
import { canonicalJson } from './canonical-json.ts';
import { verifyChain } from './chain.ts';
import type { EventLog } from './events.ts';
import type { PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';
import { sanctionChain } from './sanctions.ts';
import type { ChainHead, Verification } from './store.ts';

type Fold = Parameters<Verification['verifyFolds']>[0];

/** Proves that what is stored is what was recorded. Long, so it lets others work in between. */
export function openVerification(
  base: Base,
  petitions: PetitionTable,
  events: EventLog,
  audit: AuditLog,
): AtOnce<Verification> {
  const { sqlite } = base;
  const notices = sanctionChain(base);
  const ids = sqlite
    .prepare<[string], string>(`SELECT id FROM petitions WHERE id > ? ORDER BY id LIMIT ${PAGE}`)
    .pluck();
  const stray = sqlite
    .prepare<[], string>(
      `SELECT petition_id FROM events
       WHERE petition_id NOT IN (SELECT id FROM petitions) LIMIT 1`,
    )
    .pluck();

  function agrees(id: PetitionId, evolve: Fold): boolean {
    const recorded = events.of(id);
    const version = recorded.at(-1)?.version;
    if (version === undefined) return false;
    const folded = recorded.reduce<ReturnType<Fold> | null>(
      (petition, { event }) => evolve(petition, event),
      null,
    );
    return canonicalJson({ ...folded, version }) === canonicalJson(petitions.find(id));
  }

  return {
    chainHeads: () => ({ events: headOf(events.head()), audit: headOf(audit.head()) }),
    async verifyChains(heads) {
      const ofEvents = await verifyChain(events.chain, events.page, heads?.events);
      if ('brokenAt' in ofEvents) return { ok: false, chain: 'events', ...ofEvents };
      const ofAudit = await verifyChain(audit.chain, audit.chainedPage, heads?.audit);
      if ('brokenAt' in ofAudit) return { ok: false, chain: 'audit', ...ofAudit };
      const ofNotices = await verifyChain(notices.chain, notices.page);
      if ('brokenAt' in ofNotices) return { ok: false, chain: 'notices', ...ofNotices };
      const [inEvents, inAudit] = [ofEvents.length, ofAudit.length];
      return { ok: true, events: inEvents, audit: inAudit, notices: ofNotices.length };
    },
    async verifyFolds(evolve, progress) {
      const lost = stray.get();
      if (lost !== undefined) return { ok: false, petitionId: lost };
      let checked = 0;
      for (let page = ids.all(''); page.length > 0; page = ids.all(page.at(-1) ?? '')) {
        for (const petitionId of page) {
          if (!agrees(petitionId, evolve)) return { ok: false, petitionId };
        }
        checked += page.length;
        progress?.(checked);
        await nextTurn();
      }
      return { ok: true, petitions: checked };
    },
  };
}

const PAGE = 200;

function headOf({ sequence, mac }: { readonly sequence: number; readonly mac: Buffer }): ChainHead {
  return { sequence, mac: mac.toString('hex') };
}
