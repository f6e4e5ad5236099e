import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The tables of what DingTalk shows and tells: steps with their cards, to-dos and approvals, arrivals, its address book. */

const bytes = (name: string) => blob(name, { mode: 'buffer' });
const yesOrNo = (name: string) => integer(name, { mode: 'boolean' });

export const steps = sqliteTable('steps', {
  id: integer().primaryKey(),
  petitionId: text('petition_id').notNull(),
  openedAt: integer('opened_at').notNull(),
  closedAt: integer('closed_at'),
  status: text({ enum: ['open', 'done', 'closed'] }).notNull(),
  statusText: text('status_text').notNull(),
});

export const cards = sqliteTable('cards', {
  messageId: integer('message_id').primaryKey(),
  stepId: integer('step_id').notNull(),
  track: text().notNull(),
  version: integer().notNull(),
  isOver: yesOrNo('is_over').notNull().default(false),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at'),
  reason: text(),
});

export const approvalSigners = sqliteTable('approval_signers', {
  staffId: text('staff_id').primaryKey(),
});

export const approvals = sqliteTable('approvals', {
  id: integer().primaryKey(),
  messageId: integer('message_id').notNull(),
  stepId: integer('step_id').notNull(),
  staffId: text('staff_id').notNull(),
  act: text().notNull(),
  businessKey: text('business_key').notNull(),
  version: integer().notNull(),
  instanceId: text('instance_id'),
  state: text({
    enum: ['starting', 'running', 'agreed', 'refused', 'withdrawn', 'failed'],
  }).notNull(),
  begunAt: integer('begun_at').notNull(),
  startedAt: integer('started_at'),
  asks: integer().notNull().default(0),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at'),
  reason: text(),
});

export const toDos = sqliteTable('to_dos', {
  id: integer().primaryKey(),
  source: text().notNull(),
  petitionId: text('petition_id').notNull(),
  wanted: text().notNull(),
  shown: text(),
  done: yesOrNo('done').notNull(),
  taskId: text('task_id'),
  creator: text(),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at'),
  reason: text(),
});

export const unionIds = sqliteTable('union_ids', {
  staffId: text('staff_id').primaryKey(),
  unionId: text('union_id').notNull(),
});

export const urges = sqliteTable(
  'urges',
  {
    stepId: integer('step_id').notNull(),
    rung: text().notNull(),
    at: integer().notNull(),
    outcome: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.stepId, table.rung] })],
);

export const arrivals = sqliteTable('arrivals', {
  key: bytes('key').primaryKey(),
  kind: text().notNull(),
  state: text({ enum: ['waiting', 'done', 'failed'] }).notNull(),
  attempts: integer().notNull(),
  receivedAt: integer('received_at').notNull(),
  nextAt: integer('next_at').notNull(),
  payload: bytes('payload'),
});

export const specimens = sqliteTable('specimens', {
  staffId: text('staff_id').primaryKey(),
  handwriting: bytes('handwriting').notNull(),
});

export const addressBook = sqliteTable('address_book', {
  userId: text('user_id').primaryKey(),
  said: bytes('said'),
  revision: integer().notNull(),
  setAside: yesOrNo('set_aside').notNull(),
  ours: yesOrNo('ours').notNull(),
  missingSince: integer('missing_since'),
});
