import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { composeReport } from '../../server/domain/figures/overview.ts';
import { type Period, readPeriod } from '../../server/domain/figures/period.ts';
import { isoText } from '../../server/domain/time.ts';
import { reportPaper } from '../../server/forms/report/report-paper.ts';
import { readMaterial } from '../../server/store/figure-store.ts';
import { type Office, openOffice } from '../support/office.ts';
import { clerk, demolition, petitionLeader, principal } from '../support/people.ts';
import { accepted, concluded, reviewAndConclude, submitReply } from '../support/walks.ts';

const leaders = [principal, petitionLeader, 'leader-land', 'leader-works', 'leader-affairs'];
const noticed = (office: Office, staffId: string) =>
  office
    .messagesTo(staffId)
    .filter(({ title }) => title === '每月信访情况')
    .map(({ at }) => isoText(at).slice(0, 16));

describe('the monthly report', () => {
  it('reaches every leader once, at nine on the first working day of the next month [M20]', async () => {
    const office = openOffice({ at: '2026-08-03 09:00' });
    await concluded(office);
    await office.setTime('2026-10-31 23:59');
    // 1–7 October are holidays; the first working day is the 8th.
    for (const leader of leaders) {
      expect(noticed(office, leader)).toEqual(['2026-09-01T09:00', '2026-10-08T09:00']);
    }
    for (const other of [clerk, demolition.liaisonA, demolition.head]) {
      expect(noticed(office, other)).toEqual([]);
    }
    expect(await office.store.issuedReport('2026-08')).toMatchObject({ version: 1 });
  });

  it('is nobody’s while nothing was registered, and begins with the first month in which something was', async () => {
    const office = openOffice({ at: '2026-07-20 09:00' });
    await office.setTime('2026-08-15 09:00');
    expect(noticed(office, principal)).toEqual([]);
    await accepted(office);
    await office.setTime('2026-09-01 08:59:59');
    expect(noticed(office, principal)).toEqual([]);
    await office.setTime('2026-09-01 09:00');
    expect(noticed(office, principal)).toEqual(['2026-09-01T09:00']);
    expect(await office.store.issuedReport('2026-07')).toBeNull();
  });

  it('that was missed while the server was down is sent late, each month once, and marked', async () => {
    const office = openOffice({ at: '2026-07-20 09:00', onDisk: true });
    await accepted(office);
    office.skipTo('2026-09-01 09:10:01');
    await office.restart('killed');
    await office.jobs.settle();
    await office.jobs.settle();
    const notices = office.messagesTo(principal).filter(({ title }) => title === '每月信访情况');
    expect(notices).toHaveLength(2);
    for (const { text } of notices) expect(text).toContain('（补发）');
    const runs = (await office.store.jobRuns(100)).filter(({ job }) => job === 'monthlyReport');
    expect(runs.map(({ status }) => status)).toEqual(['late', 'late']);
  });

  it('ten minutes late is still on time', async () => {
    const office = openOffice({ at: '2026-08-20 09:00' });
    await accepted(office);
    office.skipTo('2026-09-01 09:10');
    await office.jobs.settle();
    const [notice] = office.messagesTo(principal).filter(({ title }) => title === '每月信访情况');
    expect(notice?.text).not.toContain('补发');
  });

  it('is neither missed nor doubled by kills at any minute of the morning [M20]', async () => {
    const office = openOffice({ at: '2026-08-31 17:00', onDisk: true });
    await accepted(office);
    for (const minute of ['08:59', '09:00', '09:00', '09:01', '09:20']) {
      office.skipTo(`2026-09-01 ${minute}`);
      await office.jobs.tick();
      await office.restart('killed');
    }
    await office.jobs.settle();
    for (const leader of leaders) expect(noticed(office, leader)).toHaveLength(1);
  });

  it('is issued once even where a kill came between the report and its notice', async () => {
    const office = openOffice({ at: '2026-08-31 09:00' });
    const id = await accepted(office);
    office.skipTo('2026-09-01 00:00');
    const phoneless = await office.store.issuedReport('2026-08');
    expect(phoneless).toBeNull();
    const regime = await office.store.regimeInForce(office.now());
    const [rules] = regime.reports ?? [];
    if (!rules) throw new Error('nothing to report');
    const material = await readMaterial(office.store, monthOf('2026-08'));
    const early = await office.store.issueReport(
      composeReport([], material, {
        now: office.now(),
        rules,
        ...(regime.measures ? { measures: regime.measures } : {}),
        regimes: await office.store.regimes(),
        directory: await office.store.directory(),
        calendar: office.calendar,
      }),
      office.now(),
    );
    await office.setTime('2026-09-01 09:00');
    expect(await office.store.issuedReport('2026-08')).toEqual(early);
    expect(noticed(office, principal)).toHaveLength(1);
    expect(early.report.figures.find((figure) => figure.id === 'registered')?.petitions).toEqual([
      id,
    ]);
  });
});

describe('a report that was issued', () => {
  it('stays as it was, whatever happens and is corrected later [M32]', async () => {
    const office = openOffice({ at: '2026-08-20 09:00' });
    const id = await accepted(office);
    await office.setTime('2026-09-01 09:30');
    const issued = await office.store.issuedReport('2026-08');
    await submitReply(office, id);
    await reviewAndConclude(office, id);
    await office.setTime('2026-10-08 09:30');
    expect(await office.store.issuedReport('2026-08')).toEqual(issued);
    const others = await office.store.issuedReports();
    expect(others.map(({ report, version }) => [report.period, version])).toEqual([
      ['2026-09', 1],
      ['2026-08', 1],
    ]);
  });

  it('gets the signed advice as another version with the same figures [M9] [M32]', async () => {
    const office = openOffice({ at: '2026-08-20 09:00' });
    await accepted(office);
    await office.setTime('2026-09-01 09:30');
    const first = await office.store.issuedReport('2026-08');
    const advice = { problems: '安置房交付类诉求集中。', suggestions: '请征迁部开展专项排查。' };
    const writtenAt = office.now();
    await office.store.draftAdvice('2026-08', { ...advice, writtenBy: clerk, writtenAt });
    expect(await office.store.issuedReport('2026-08')).toEqual(first);
    const signature = {
      signedBy: '顾测试',
      signerTitle: '信访办主任',
      signedAt: writtenAt,
      handwriting: 'M0 0 L10 10',
    };
    const stale = { ...advice, problems: '另一稿。', ...signature };
    expect(await office.store.signAdvice('2026-08', stale, writtenAt)).toBe(false);
    const signed = { ...advice, ...signature };
    expect(await office.store.signAdvice('2026-08', signed, writtenAt)).toBe(true);
    const second = await office.store.issuedReport('2026-08');
    expect(second).toMatchObject({ version: 2, report: { advice } });
    expect(second?.report.figures).toEqual(first?.report.figures);
    expect(await office.store.issuedReport('2026-08', 1)).toEqual(first);
  });

  it('is on paper the same bytes every time, with formulas, lists and no petitioner', async () => {
    const office = openOffice({ at: '2026-08-20 09:00' });
    await accepted(office, { facts: { appealType: 'inquiry' } });
    await office.setTime('2026-09-01 09:30');
    const issued = await office.store.issuedReport('2026-08');
    if (!issued) throw new Error('nothing was issued');
    const paper = reportPaper('测试信访办', issued);
    const [once, again] = [await paper.docx(), await paper.docx()];
    expect(once.equals(again)).toBe(true);
    const document = strFromU8(unzipSync(once)['word/document.xml'] ?? new Uint8Array());
    const words = document.replaceAll(/<[^>]+>/g, '');
    expect(words).toContain('镜湖新区开发办2026年8月信访情况');
    expect(words).toContain('本期共登记信访事项1件1人次，同比无可比数据，环比无可比数据。');
    expect(words).toContain('期内到期并按期完成 ÷ 期内到期已完成与逾期未完成之和');
    expect(words).toContain('附件1：逾期件清单');
    for (const secret of ['金丝雀', '13800000000', '演示路1号', '安置房']) {
      expect(words).not.toContain(secret);
    }
  });
});

function monthOf(id: string): Period {
  const period = readPeriod(id);
  if (!period) throw new Error(`${id} is no period`);
  return period;
}
