import { and, eq, isNull } from 'drizzle-orm';
import { warnings, watchedPlaces } from '../../db/schema.ts';
import type { OfficeId } from '../domain/office.ts';
import { type Instant, localDay } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { JobMessage } from './message-store.ts';
import { inOffice, type OwnOffice } from './offices.ts';
import type { OutboxWriter } from './outbox.ts';
import type { AtOnce } from './promised.ts';
import type { IssuedWarning, Reports, WatchedPlace } from './report-store.ts';

/** An office's warnings that were given and its places that are watched. What they are called was typed, so it is sealed. */
export function openEarlySigns(
  { sqlite, tables, sealing }: Base,
  outbox: OutboxWriter,
  office: OwnOffice,
): AtOnce<Pick<Reports, 'warnings' | 'warn' | 'watchedPlaces' | 'keepWatchedPlace' | 'endWatch'>> {
  return {
    warnings: (period) =>
      tables
        .select()
        .from(warnings)
        .where(and(eq(warnings.officeId, office.id), eq(warnings.period, period)))
        .all()
        .map(
          ({ cluster, content }) =>
            JSON.parse(
              sealing.openSealed(content, warningAt(office.id, period, cluster.toString('hex'))),
            ) as IssuedWarning,
        ),
    warn: sqlite.transaction((warning: IssuedWarning, message: JobMessage) => {
      const { period, at } = warning;
      const cluster = sealing.index('warnings.cluster', warning.cluster);
      const same = and(
        eq(warnings.officeId, office.id),
        eq(warnings.period, period),
        eq(warnings.cluster, cluster),
      );
      if (tables.select().from(warnings).where(same).get()) return false;
      const content = sealing.seal(
        JSON.stringify(warning),
        warningAt(office.id, period, cluster.toString('hex')),
      );
      tables.insert(warnings).values({ officeId: office.id, period, cluster, at, content }).run();
      const dedupe = `warning:${inOffice(period, office.id)}:${cluster.toString('hex')}`;
      outbox.tellByJob({ ...message, dedupe }, at, office.id);
      return true;
    }).immediate,
    watchedPlaces: () =>
      tables
        .select()
        .from(watchedPlaces)
        .where(isNull(watchedPlaces.endedAt))
        .orderBy(watchedPlaces.unitId, watchedPlaces.id)
        .all()
        .filter(({ unitId }) => office.directory().units.has(unitId))
        .map(({ id, unitId, sweptOn, content }) => ({
          ...(JSON.parse(sealing.openSealed(content, placeAt(id))) as Written),
          id,
          unitId,
          ...(sweptOn === null ? {} : { sweptOn: localDay(sweptOn) }),
        })),
    keepWatchedPlace({ id, unitId, sweptOn = null, ...written }) {
      const content = sealing.seal(JSON.stringify(written satisfies Written), placeAt(id));
      const row = { unitId, sweptOn, content };
      tables
        .insert(watchedPlaces)
        .values({ id, endedAt: null, ...row })
        .onConflictDoUpdate({ target: watchedPlaces.id, set: row })
        .run();
    },
    endWatch(id: string, now: Instant) {
      tables.update(watchedPlaces).set({ endedAt: now }).where(eq(watchedPlaces.id, id)).run();
    },
  };
}

type Written = Omit<WatchedPlace, 'id' | 'unitId' | 'sweptOn'>;

function warningAt(officeId: OfficeId, period: string, cluster: string): string {
  return `warnings|content|${inOffice(period, officeId)}|${cluster}`;
}

function placeAt(id: string): string {
  return `watched_places|content|${id}`;
}
