import type { AuditPage, VerificationView } from '../../server/contract/audit.ts';
import type {
  CalendarChangeBody,
  CalendarChangeView,
  CalendarPreviewView,
  CalendarView,
} from '../../server/contract/calendar.ts';
import type {
  AbsenceBody,
  AdministeredDirectory,
  DirectoryChangeBody,
  DirectoryChangedView,
  HandOverBody,
  HandOverResult,
  HoldingsView,
} from '../../server/contract/directory.ts';
import type { BudgetView, MessageListView, UnseenListView } from '../../server/contract/office.ts';
import type { Answer } from './call.ts';
import { request } from './request.ts';

/** Set values only: an empty filter is none. */
type Filter = Readonly<Record<string, string | undefined>>;

/** GET /api/unseen */
export function loadUnseen(): Promise<Answer<UnseenListView>> {
  return request('GET', '/unseen');
}

/** GET /api/administration/directory */
export function loadAdministeredDirectory(): Promise<Answer<AdministeredDirectory>> {
  return request('GET', '/administration/directory');
}

/** POST /api/administration/directory; with `check` nothing is written. */
export function changeDirectory(body: DirectoryChangeBody): Promise<Answer<DirectoryChangedView>> {
  return request('POST', '/administration/directory', body);
}

/** GET /api/administration/staff/:id/holdings */
export function loadHoldings(id: string): Promise<Answer<HoldingsView>> {
  return request('GET', `/administration/staff/${encodeURIComponent(id)}/holdings`);
}

/** POST /api/administration/hand-overs */
export function handOver(body: HandOverBody): Promise<Answer<HandOverResult>> {
  return request('POST', '/administration/hand-overs', body);
}

/** POST /api/administration/absences */
export function enterAbsence(body: AbsenceBody): Promise<Answer<null>> {
  return request('POST', '/administration/absences', body);
}

/** DELETE /api/administration/absences/:id */
export function withdrawAbsence(id: number): Promise<Answer<null>> {
  return request('DELETE', `/administration/absences/${id}`);
}

/** GET /api/calendar */
export function loadCalendar(filter: Filter): Promise<Answer<CalendarView>> {
  return request('GET', `/calendar${queryOf(filter)}`);
}

/** POST /api/calendar/preview; writes nothing. */
export function previewCalendar(change: CalendarChangeView): Promise<Answer<CalendarPreviewView>> {
  return request('POST', '/calendar/preview', { change });
}

/** POST /api/calendar/changes */
export function applyCalendar(body: CalendarChangeBody): Promise<Answer<{ id: number }>> {
  return request('POST', '/calendar/changes', body);
}

/** GET /api/messages */
export function loadMessages(filter: Filter): Promise<Answer<MessageListView>> {
  return request('GET', `/messages${queryOf(filter)}`);
}

/** POST /api/messages/:id/resend */
export function resendMessage(id: number, commandId: string): Promise<Answer<{ id: number }>> {
  return request('POST', `/messages/${id}/resend`, { commandId });
}

/** GET /api/budget */
export function loadBudget(): Promise<Answer<BudgetView>> {
  return request('GET', '/budget');
}

/** GET /api/audit */
export function loadAudit(filter: Filter): Promise<Answer<AuditPage>> {
  return request('GET', `/audit${queryOf(filter)}`);
}

/** POST /api/audit/verification */
export function verifyRecords(): Promise<Answer<VerificationView>> {
  return request('POST', '/audit/verification', {});
}

function queryOf(filter: Filter): string {
  const set = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set as [string, string][])}`;
}
