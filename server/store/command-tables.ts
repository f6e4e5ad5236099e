import type { AnswerBook } from './answers.ts';
import type { AttachmentTable } from './attachments.ts';
import type { AuditLog } from './audit.ts';
import type { DirectoryShelf } from './directory.ts';
import type { EventLog } from './events.ts';
import type { LedgerTable } from './ledger-table.ts';
import type { Accusations } from './lists.ts';
import type { TakeNumber } from './numbers.ts';
import type { OutboxWriter } from './outbox.ts';
import type { ParticularsTable } from './particulars.ts';
import type { PetitionTable } from './petitions.ts';
import type { RegimeShelf } from './regimes.ts';
import type { RegistrationKeys } from './registration-keys.ts';
import type { StepTable } from './steps.ts';
import type { TimerTable } from './timers.ts';
import type { ToDoTable } from './to-dos.ts';
import type { Visibility } from './visibility.ts';

/** Everything a command reads or writes. */
export interface CommandTables {
  readonly petitions: PetitionTable;
  readonly events: EventLog;
  readonly particulars: ParticularsTable;
  readonly ledger: LedgerTable;
  readonly registrationKeys: RegistrationKeys;
  readonly attachments: AttachmentTable;
  readonly timers: TimerTable;
  readonly outbox: OutboxWriter;
  readonly steps: StepTable;
  readonly toDos: ToDoTable;
  readonly visibility: Visibility;
  readonly accusations: Accusations;
  readonly answers: AnswerBook;
  readonly audit: AuditLog;
  readonly takeNumber: TakeNumber;
  readonly regimes: RegimeShelf;
  readonly directory: DirectoryShelf;
}
