import type { Migration } from '../migrate.ts';
import { initial } from './0001-initial.ts';
import { attachments } from './0002-attachments.ts';
import { figures } from './0003-figures.ts';
import { administration } from './0004-administration.ts';
import { imports } from './0005-imports.ts';
import { ledger } from './0006-ledger.ts';
import { prints } from './0007-prints.ts';
import { letters } from './0008-letters.ts';
import { steps } from './0009-steps.ts';
import { arrivals } from './0010-arrivals.ts';
import { specimens } from './0011-specimens.ts';
import { approvals } from './0012-approvals.ts';
import { addressBook } from './0013-address-book.ts';
import { offices } from './0014-offices.ts';
import { officeWork } from './0015-office-work.ts';
import { sanctions } from './0016-sanctions.ts';
import { ruleChanges } from './0017-rule-changes.ts';
import { urgent } from './0018-urgent.ts';

export const migrations: readonly Migration[] = [
  initial,
  attachments,
  figures,
  administration,
  imports,
  ledger,
  prints,
  letters,
  steps,
  arrivals,
  specimens,
  approvals,
  addressBook,
  offices,
  officeWork,
  sanctions,
  ruleChanges,
  urgent,
];
