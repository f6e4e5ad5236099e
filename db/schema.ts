import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * The tables as queries see them; what they may hold is said by the migrations, and a test keeps the two in step.
 * Instants and days are plain integers here and get their brand where a row becomes a value.
 */

const bytes = (name: string) => blob(name, { mode: 'buffer' });
const yesOrNo = (name: string) => integer(name, { mode: 'boolean' });

export const installation = sqliteTable('installation', {
  id: integer().primaryKey(),
  name: text().notNull(),
  keyCheck: bytes('key_check').notNull(),
});

export const regimes = sqliteTable(
  'regimes',
  {
    id: text().notNull(),
    version: integer().notNull(),
    hash: text().notNull(),
    body: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.id, table.version] })],
);

export const directories = sqliteTable('directories', {
  version: integer().primaryKey(),
  at: integer().notNull(),
  body: text().notNull(),
});

export const numbers = sqliteTable(
  'numbers',
  {
    officeId: text('office_id').notNull(),
    regimeId: text('regime_id').notNull(),
    series: text().notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.regimeId, table.series, table.year] })],
);

export const petitions = sqliteTable('petitions', {
  id: text().primaryKey(),
  version: integer().notNull(),
  regimeId: text('regime_id').notNull(),
  regimeVersion: integer('regime_version').notNull(),
  confidential: yesOrNo('confidential').notNull(),
  registeredAt: integer('registered_at').notNull(),
  endedAt: integer('ended_at'),
  number: text(),
  platformNumber: text('platform_number'),
  stage: text(),
  unitId: text('unit_id'),
  nextClock: text('next_clock'),
  nextDueAt: integer('next_due_at'),
  nextNominalDueAt: integer('next_nominal_due_at'),
  overdueAfter: integer('overdue_after'),
  provisional: yesOrNo('provisional').notNull(),
  state: bytes('state').notNull(),
  figuresUntil: integer('figures_until'),
  officeId: text('office_id').notNull().default('main'),
  openOrder: integer('open_order'),
});

export const events = sqliteTable('events', {
  sequence: integer().primaryKey(),
  petitionId: text('petition_id').notNull(),
  version: integer().notNull(),
  recordedAt: integer('recorded_at').notNull(),
  payload: bytes('payload').notNull(),
  mac: bytes('mac').notNull(),
});

export const particulars = sqliteTable(
  'particulars',
  {
    petitionId: text('petition_id').notNull(),
    version: integer().notNull(),
    content: bytes('content').notNull(),
    phoneIndex: bytes('phone_index'),
    idNumberIndex: bytes('id_number_index'),
    nameIndex: bytes('name_index'),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.version] })],
);

export const handwriting = sqliteTable('handwriting', {
  id: text().primaryKey(),
  path: text().notNull(),
});

export const attachments = sqliteTable('attachments', {
  id: text().primaryKey(),
  petitionId: text('petition_id'),
  staffId: text('staff_id').notNull(),
  at: integer().notNull(),
  onFile: yesOrNo('on_file').notNull(),
  details: bytes('details').notNull(),
  content: bytes('content').notNull(),
});

export const timers = sqliteTable(
  'timers',
  {
    petitionId: text('petition_id').notNull(),
    clock: text().notNull(),
    instance: integer().notNull(),
    warning: integer().notNull(),
    fireAt: integer('fire_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.petitionId, table.clock, table.instance, table.warning] }),
  ],
);

export const waiting = sqliteTable(
  'waiting',
  { petitionId: text('petition_id').notNull(), staffId: text('staff_id').notNull() },
  (table) => [primaryKey({ columns: [table.petitionId, table.staffId] })],
);

export const participants = sqliteTable(
  'participants',
  {
    petitionId: text('petition_id').notNull(),
    staffId: text('staff_id').notNull(),
    ended: yesOrNo('ended').notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.staffId] })],
);

export const assignedUnits = sqliteTable(
  'assigned_units',
  {
    petitionId: text('petition_id').notNull(),
    unitId: text('unit_id').notNull(),
    ended: yesOrNo('ended').notNull(),
  },
  (table) => [primaryKey({ columns: [table.petitionId, table.unitId] })],
);

export const exclusions = sqliteTable(
  'exclusions',
  {
    petitionId: text('petition_id').notNull(),
    kind: text({ enum: ['staff', 'unit'] }).notNull(),
    excludedId: text('excluded_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.excludedId, table.petitionId] })],
);

export const answers = sqliteTable('answers', {
  commandId: text('command_id').primaryKey(),
  fingerprint: bytes('fingerprint').notNull(),
  answer: text().notNull(),
  at: integer().notNull(),
});

export const messages = sqliteTable('messages', {
  id: integer().primaryKey(),
  dedupe: text().notNull(),
  petitionId: text('petition_id'),
  channel: text({ enum: ['people', 'group'] }).notNull(),
  content: bytes('content').notNull(),
  link: text(),
  clock: text(),
  clockInstance: integer('clock_instance'),
  state: text({
    enum: [
      'queued',
      'sending',
      'accepted',
      'delivered',
      'blocked',
      'dead',
      'expired',
      'superseded',
    ],
  }).notNull(),
  reason: text(),
  attempts: integer().notNull().default(0),
  nextAt: integer('next_at'),
  expiresAt: integer('expires_at').notNull(),
  ambiguous: yesOrNo('ambiguous').notNull().default(false),
  taskId: text('task_id'),
  acceptedAt: integer('accepted_at'),
  polls: integer().notNull().default(0),
  createdAt: integer('created_at').notNull(),
  stepId: integer('step_id'),
  endedStepId: integer('ended_step_id'),
  officeId: text('office_id').notNull().default('main'),
});

export const recipients = sqliteTable(
  'recipients',
  {
    messageId: integer('message_id').notNull(),
    staffId: text('staff_id').notNull(),
    state: text({ enum: ['pending', 'delivered', 'read', 'blocked'] }).notNull(),
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.staffId] })],
);

export const calls = sqliteTable(
  'calls',
  {
    month: text().notNull(),
    api: text().notNull(),
    billable: yesOrNo('billable').notNull(),
    calls: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.api, table.billable] })],
);

export const jobRuns = sqliteTable(
  'job_runs',
  {
    job: text().notNull(),
    day: integer().notNull(),
    status: text({ enum: ['done', 'late', 'missed'] }).notNull(),
    at: integer().notNull(),
    messages: integer().notNull(),
    reason: text(),
  },
  (table) => [primaryKey({ columns: [table.job, table.day] })],
);

export const sessions = sqliteTable('sessions', {
  tokenHash: bytes('token_hash').primaryKey(),
  staffId: text('staff_id').notNull(),
  createdAt: integer('created_at').notNull(),
  idleUntil: integer('idle_until').notNull(),
  expiresAt: integer('expires_at').notNull(),
});

export const audit = sqliteTable('audit', {
  sequence: integer().primaryKey(),
  at: integer().notNull(),
  actor: text(),
  action: text().notNull(),
  petitionId: text('petition_id'),
  ok: yesOrNo('ok').notNull(),
  detail: bytes('detail'),
  mac: bytes('mac').notNull(),
});

export const reports = sqliteTable(
  'reports',
  {
    officeId: text('office_id').notNull(),
    period: text().notNull(),
    version: integer().notNull(),
    issuedAt: integer('issued_at').notNull(),
    content: bytes('content').notNull(),
    hash: bytes('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.period, table.version] })],
);

export const reportAdvice = sqliteTable(
  'report_advice',
  {
    officeId: text('office_id').notNull(),
    period: text().notNull(),
    content: bytes('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.period] })],
);

export const warnings = sqliteTable(
  'warnings',
  {
    officeId: text('office_id').notNull(),
    period: text().notNull(),
    cluster: bytes('cluster').notNull(),
    at: integer().notNull(),
    content: bytes('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.officeId, table.period, table.cluster] })],
);

export const watchedPlaces = sqliteTable('watched_places', {
  id: text().primaryKey(),
  unitId: text('unit_id').notNull(),
  sweptOn: integer('swept_on'),
  endedAt: integer('ended_at'),
  content: bytes('content').notNull(),
});

export const calendarChanges = sqliteTable('calendar_changes', {
  id: integer().primaryKey(),
  commandId: text('command_id').notNull(),
  at: integer().notNull(),
  staffId: text('staff_id').notNull(),
  body: text().notNull(),
  handwritingId: text('handwriting_id').notNull(),
  reason: bytes('reason').notNull(),
  moves: bytes('moves').notNull(),
  carriedOutAt: integer('carried_out_at'),
});

export const ruleChanges = sqliteTable('rule_changes', {
  id: integer().primaryKey(),
  commandId: text('command_id').notNull(),
  at: integer().notNull(),
  staffId: text('staff_id').notNull(),
  regimeId: text('regime_id').notNull(),
  regimeVersion: integer('regime_version').notNull(),
  what: text().notNull(),
  reach: text({ enum: ['registered', 'open'] }).notNull(),
  handwritingId: text('handwriting_id').notNull(),
  reason: bytes('reason').notNull(),
  petitions: bytes('petitions').notNull(),
  carriedOutAt: integer('carried_out_at'),
});

export const absences = sqliteTable('absences', {
  id: integer().primaryKey(),
  staffId: text('staff_id').notNull(),
  fromDay: integer('from_day').notNull(),
  toDay: integer('to_day').notNull(),
  why: text({ enum: ['duty', 'leave', 'training', 'other'] }).notNull(),
  enteredBy: text('entered_by').notNull(),
  enteredAt: integer('entered_at').notNull(),
  withdrawnAt: integer('withdrawn_at'),
});

export const registrationKeys = sqliteTable(
  'registration_keys',
  {
    identity: bytes('identity').notNull(),
    petitionId: text('petition_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.identity, table.petitionId] })],
);

export const imports = sqliteTable('imports', {
  id: text().primaryKey(),
  staffId: text('staff_id').notNull(),
  state: text({ enum: ['preview', 'running', 'cancelled', 'done'] }).notNull(),
  createdAt: integer('created_at').notNull(),
  content: bytes('content').notNull(),
});

export const importRows = sqliteTable(
  'import_rows',
  {
    importId: text('import_id').notNull(),
    line: integer().notNull(),
    outcome: text({ enum: ['ready', 'faulty', 'known', 'registered', 'refused'] }).notNull(),
    petitionId: text('petition_id'),
    content: bytes('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.line] })],
);

export const ledger = sqliteTable('ledger', {
  row: integer().primaryKey(),
  petitionId: text('petition_id').notNull(),
  flow: text().notNull(),
  stage: text().notNull(),
  node: text().notNull(),
  unit: text().notNull(),
  caseworker: text().notNull(),
  category: text().notNull(),
  appealType: text('appeal_type').notNull(),
  source: text().notNull(),
  channel: text().notNull(),
  outcome: text().notNull(),
  ended: yesOrNo('ended').notNull(),
  repeated: yesOrNo('repeated').notNull(),
  returned: yesOrNo('returned').notNull(),
  extended: yesOrNo('extended').notNull(),
  inVerification: yesOrNo('in_verification').notNull(),
  supervised: yesOrNo('supervised').notNull(),
  consultation: yesOrNo('consultation').notNull(),
  dueAt: integer('due_at').notNull(),
  overdueAfter: integer('overdue_after'),
  receivedAt: integer('received_at').notNull(),
  registeredAt: integer('registered_at').notNull(),
  concludedAt: integer('concluded_at'),
  peopleCount: integer('people_count').notNull(),
  number: text().notNull(),
  platformNumber: text('platform_number'),
  textVersion: integer('text_version').notNull(),
  searchableVersion: integer('searchable_version').notNull().default(0),
  lettered: yesOrNo('lettered').notNull().default(false),
  office: text().notNull().default('main'),
  dueOrder: integer('due_order').notNull().default(0),
});

export const ledgerEdition = sqliteTable('ledger_edition', {
  id: integer().primaryKey(),
  edition: integer().notNull(),
  filledTo: text('filled_to'),
});

export const searchPostings = sqliteTable(
  'search_postings',
  {
    block: integer().notNull(),
    token: integer().notNull(),
    rows: bytes('rows').notNull(),
  },
  (table) => [primaryKey({ columns: [table.block, table.token] })],
);

export const savedFilters = sqliteTable('saved_filters', {
  id: text().primaryKey(),
  staffId: text('staff_id').notNull(),
  shared: yesOrNo('shared').notNull(),
  content: bytes('content').notNull(),
});

export const sanctionEvents = sqliteTable('sanction_events', {
  sequence: integer().primaryKey(),
  officeId: text('office_id').notNull(),
  at: integer().notNull(),
  content: bytes('content').notNull(),
  mac: bytes('mac').notNull(),
});

export const dutyEntries = sqliteTable('duty_entries', {
  id: text().primaryKey(),
  officeId: text('office_id').notNull(),
  duty: text().notNull(),
  period: text(),
  at: integer().notNull(),
  content: bytes('content').notNull(),
});

export const dutyFiles = sqliteTable('duty_files', {
  id: text().primaryKey(),
  officeId: text('office_id').notNull(),
  entryId: text('entry_id'),
  staffId: text('staff_id').notNull(),
  at: integer().notNull(),
  details: bytes('details').notNull(),
  content: bytes('content').notNull(),
});

export const readings = sqliteTable('readings', {
  id: text().primaryKey(),
  officeId: text('office_id').notNull(),
  at: integer().notNull(),
  readAt: integer('read_at'),
  filed: yesOrNo('filed').notNull().default(false),
  content: bytes('content').notNull(),
});
