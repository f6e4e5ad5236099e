import { sql } from 'drizzle-orm';
import { messages } from '../../db/schema.ts';

/** Conditions written out, not bound: only then does the planner see that a partial index holds these rows. */
export const isQueued = sql`${messages.state} = 'queued'`;
export const isSending = sql`${messages.state} = 'sending'`;
/** Accepted, and its result is still to be asked for. */
export const isAwaitingResult = sql`${messages.state} = 'accepted' AND ${messages.nextAt} IS NOT NULL`;
