import { and, desc, eq, sql } from 'drizzle-orm';
import { jobRuns } from '../../db/schema.ts';
import { type Instant, instant, localDay } from '../domain/time.ts';
import type { Base } from './base.ts';
import type { JobOutcome, JobReads, JobRun, JobRuns } from './message-store.ts';
import { inOffice, type OwnOffice } from './offices.ts';
import type { OutboxWriter } from './outbox.ts';
import type { OpenPetition } from './petition-reads.ts';
import type { AtOnce } from './promised.ts';

type JobRow = typeof jobRuns.$inferSelect;

/** An office's scheduled work, once a day: the row that says so and what it wrote are one transaction. */
export function openJobRuns(
  { sqlite, tables }: Base,
  outbox: OutboxWriter,
  office: OwnOffice,
  open: () => readonly OpenPetition[],
): AtOnce<JobRuns> {
  const named = (name: string) => inOffice(name, office.id);
  const latest = sqlite
    .prepare<[], number | null>(
      `SELECT max(at) FROM (SELECT max(at) AS at FROM job_runs
         UNION ALL SELECT at FROM (SELECT at FROM audit ORDER BY sequence DESC LIMIT 1)
         UNION ALL SELECT recorded_at
           FROM (SELECT recorded_at FROM events ORDER BY sequence DESC LIMIT 1))`,
    )
    .pluck();

  const told = sqlite.prepare<[string], number>('SELECT 1 FROM messages WHERE dedupe = ?').pluck();
  const isTold = (dedupe: string) => told.get(named(dedupe)) === 1;

  const runOnce = sqlite.transaction(
    (job: string, day: number, now: Instant, make: (reads: JobReads) => JobOutcome) => {
      const sameRun = and(eq(jobRuns.job, named(job)), eq(jobRuns.day, day));
      if (tables.select().from(jobRuns).where(sameRun).get()) return null;
      const { status, messages, reason } = make({
        open: open(),
        directory: office.directory(),
        isTold,
      });
      for (const message of messages) {
        outbox.tellByJob({ ...message, dedupe: named(message.dedupe) }, now, office.id);
      }
      const row = {
        job: named(job),
        day,
        status,
        at: now,
        messages: messages.length,
        reason: reason ?? null,
      };
      tables.insert(jobRuns).values(row).run();
      return asJobRun(row);
    },
  );

  return {
    runJobOnce: (job, day, now, make) => runOnce.immediate(job, day, now, make),
    lastJobRun(job) {
      const row = tables
        .select()
        .from(jobRuns)
        .where(eq(jobRuns.job, named(job)))
        .orderBy(desc(jobRuns.day))
        .limit(1)
        .get();
      return row ? asJobRun(row) : null;
    },
    jobRuns: (limit) =>
      tables
        .select()
        .from(jobRuns)
        .orderBy(desc(jobRuns.at), desc(jobRuns.day), sql`${jobRuns.job}`)
        .limit(limit)
        .all()
        .map(asJobRun),
    latestRecordedAt() {
      const at = latest.get();
      return typeof at === 'number' ? instant(at) : null;
    },
  };
}

function asJobRun({ job, day, status, at, messages, reason }: JobRow): JobRun {
  return {
    job,
    day: localDay(day),
    status,
    at: instant(at),
    messages,
    ...(reason === null ? {} : { reason }),
  };
}
