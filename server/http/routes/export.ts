import { type LedgerFilter, ledgerExportQuery } from '../../contract/ledger.ts';
import { type LedgerColumn, personalColumns } from '../../contract/ledger-columns.ts';
import type { StaffMember } from '../../domain/directory.ts';
import { chineseMoment, dayText, localDayOf } from '../../domain/time.ts';
import type { LedgerSnapshot } from '../../store/ledger-reads.ts';
import type { Failure } from '../failures.ts';
import type { BookRow } from '../ledger-book.ts';
import { bookColumn, bookRow, USUAL_COLUMNS } from '../ledger-cells.ts';
import { ledgerQueryOf } from '../ledger-query.ts';
import { route, type Scene } from '../route.ts';
import { contextOf } from '../views/context.ts';
import { ledgerRowOf } from '../views/ledger-row.ts';
import { mayReveal } from '../views/reveal.ts';

export const exportLedger = route(
  {
    method: 'GET',
    path: '/api/ledger.xlsx',
    summary: '导出清单（同一筛选条件的全部行；导出即留痕）',
    access: 'signedIn',
    rate: 'reads',
    query: ledgerExportQuery,
    answer: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  async ({ query, person }, scene) => {
    const { columns = USUAL_COLUMNS, withPersonalData, reason, ...filter } = query;
    const inTheClear = withPersonalData === 'true';
    if (inTheClear && reason === undefined) return { failure: NO_REASON };
    const ledger = await scene.deps.store.ledger(
      ledgerQueryOf(filter, scene),
      person.id,
      scene.now,
    );
    await record(
      ledger,
      { filter, columns, reason: inTheClear ? reason : undefined },
      person,
      scene,
    );
    const body = scene.deps.writeLedgerBook({
      title: `${scene.office.title}信访件清单`,
      subtitle: `共${ledger.total}件，${chineseMoment(scene.now, 'withYear')}导出，导出人：${person.name}`,
      columns: columns.map((column) => bookColumn(column, scene.regime.terms)),
      rows: rowsOf(ledger, { columns, inTheClear }, person, scene),
    });
    return {
      status: 200,
      body,
      saveAs: `信访件清单-${dayText(localDayOf(scene.now))}.xlsx`,
      note: { rows: String(ledger.total - ledger.accusations.length) },
    };
  },
);

const NO_REASON: Failure = {
  status: 400,
  code: 'invalid',
  message: '导出信访人信息须写明原因（至少4个字）。',
  details: [{ field: 'reason', message: '请填写导出信访人信息的原因。' }],
};

/** As many as are read without others having to wait noticeably. */
const BATCH = 50;

async function* rowsOf(
  ledger: LedgerSnapshot,
  {
    columns,
    inTheClear,
  }: { readonly columns: readonly LedgerColumn[]; readonly inTheClear: boolean },
  person: StaffMember,
  scene: Scene,
): AsyncGenerator<readonly BookRow[]> {
  for (let from = 0; from < ledger.total; from += BATCH) {
    const items = await ledger.read(from, BATCH);
    yield items.map((item) => {
      const context = contextOf(item.petition, person, scene);
      const revealed = inTheClear && mayReveal(item.petition, context);
      return bookRow(ledgerRowOf(item, context), item.particulars.petitioner, columns, revealed);
    });
  }
}

/**
 * Who took out what, before it leaves. Those who read the trail may not know of every accusation, so each of these has
 * an entry of its own and the number of rows is without them. The words searched for are not written down.
 */
async function record(
  { total, accusations }: LedgerSnapshot,
  {
    filter,
    columns,
    reason,
  }: {
    readonly filter: LedgerFilter;
    readonly columns: readonly LedgerColumn[];
    readonly reason: string | undefined;
  },
  person: StaffMember,
  { now, deps }: Scene,
): Promise<void> {
  const { text, ...narrowing } = filter;
  const detail = JSON.stringify({
    filter: { ...narrowing, ...(text ? { text: '（有检索词）' } : {}) },
    columns: columns.filter((column) => reason !== undefined || !personalColumns.has(column)),
    rows: total - accusations.length,
    ...(reason === undefined ? {} : { withPersonalData: true, reason }),
  });
  const entry = { at: now, actor: person.id, action: 'export', ok: true } as const;
  await deps.store.recordAudit({ ...entry, detail });
  for (const petitionId of accusations) {
    await deps.store.recordAudit({ ...entry, petitionId, ...(reason ? { detail: reason } : {}) });
  }
}
