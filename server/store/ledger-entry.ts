import { officeOf } from '../domain/office.ts';
import { currentAssignment, openVerification, type Petition } from '../domain/petition.ts';
import type { Regime } from '../domain/regime.ts';
import { responsibleUnit } from '../domain/staffing.ts';
import { listColumns, NO_DEADLINE } from './list-columns.ts';

/** What the ledger filters, sorts and counts a petition by. Instants are milliseconds. */
export interface LedgerEntry extends LedgerCodes, LedgerMarks {
  /** 2^53 − 1 where no deadline runs: after every real one. */
  readonly dueAt: number;
  /** What the order by deadline goes by: urgent ones before all others. */
  readonly dueOrder: number;
  readonly overdueAfter: number | null;
  readonly receivedAt: number;
  readonly registeredAt: number;
  readonly concludedAt: number | null;
  readonly peopleCount: number;
  readonly number: string;
  readonly platformNumber: string | null;
}

/** Columns in which few different texts stand; an empty one says that there is none. */
export interface LedgerCodes {
  /** Whose the petition is. Nobody is shown another office's. */
  readonly office: string;
  readonly flow: string;
  readonly stage: string;
  readonly node: string;
  readonly unit: string;
  readonly caseworker: string;
  readonly category: string;
  readonly appealType: string;
  readonly source: string;
  readonly channel: string;
  /** Of the last follow-up visit. */
  readonly outcome: string;
}

export interface LedgerMarks {
  readonly ended: boolean;
  readonly repeated: boolean;
  readonly returned: boolean;
  readonly extended: boolean;
  readonly inVerification: boolean;
  readonly supervised: boolean;
  readonly consultation: boolean;
  /** A 联系函 was sent. */
  readonly lettered: boolean;
}

/** Another number makes every office compute its ledger anew when it next starts. Raise it with any change below. */
export const LEDGER_EDITION = 2;

export function ledgerEntry(petition: Petition, regime: Regime): LedgerEntry {
  const { facts, assignments } = petition;
  const stage = regime.stages[petition.stage];
  const columns = listColumns(petition, regime, false);
  return {
    office: officeOf(petition),
    flow: petition.flow,
    stage: petition.stage,
    node: stage?.node ?? '',
    unit: responsibleUnit(petition) ?? assignments.at(-1)?.unitId ?? '',
    caseworker: currentAssignment(petition)?.caseworkerId ?? '',
    category: facts.category,
    appealType: facts.appealType,
    source: facts.source,
    channel: facts.channel,
    outcome: petition.followUps.at(-1)?.outcome ?? '',
    ended: columns.endedAt !== null,
    repeated: facts.repeated,
    returned: assignments.some(({ returns }) => returns.length > 0),
    extended: petition.extensions.some(({ outcome }) => outcome === 'granted'),
    inVerification: openVerification(petition) !== undefined,
    supervised: petition.flags?.supervision === true || petition.supervisions.length > 0,
    consultation: petition.flags?.weeklyConsultation === true || petition.consultations.length > 0,
    lettered: petition.letters.length > 0,
    dueAt: columns.nextDueAt ?? NO_DEADLINE,
    dueOrder: columns.openOrder ?? NO_DEADLINE,
    overdueAfter: columns.overdueAfter,
    receivedAt: facts.receivedAt,
    registeredAt: petition.registeredAt,
    concludedAt: petition.concludedAt ?? null,
    peopleCount: facts.peopleCount,
    number: petition.number,
    platformNumber: facts.platformNumber ?? null,
  };
}

/** 五人以上 */
export const GROUP_SIZE = 5;

/** By year and then by count, whatever the series is called: the first and the last run of digits. */
export function numberOrder(number: string): number {
  const digits = number.match(/\d+/g) ?? [];
  const [year = '0'] = digits;
  const count = digits.length > 1 ? (digits.at(-1) ?? '0') : '0';
  return (Number(year.slice(-4)) * 1e7 + (Number(count.slice(-7)) % 1e7)) as number;
}
