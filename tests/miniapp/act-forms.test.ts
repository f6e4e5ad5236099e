import { describe, expect, it } from 'vitest';
import type { ActKind } from '../../miniapp/acts/form.ts';
import { actForms, isActKind } from '../../miniapp/acts/forms.ts';
import { actBody, actInputSchemas } from '../../server/contract/act-input.ts';
import { fakeOffice } from './fake-office.ts';
import { fillEverything } from './filling.ts';
import { anAction, aPetition, clerk, colleagues, NOW, units } from './fixtures.ts';
import { draw, openApp, signName } from './screen.ts';

const kinds = Object.keys(actInputSchemas) as ActKind[];

/** A petition on which an act of this kind, asking all it can ask, is the only one possible. */
function officeWith(kind: ActKind, change: object = {}) {
  const office = fakeOffice();
  office.me = clerk();
  const action = anAction({
    kind,
    title: `办理${kind}`,
    units,
    people: colleagues,
    checklist: [{ id: 'ended', title: '依法终结' }],
    forms: [{ id: 'handlingSheet', name: '办理单' }],
    ...change,
  });
  office.petition = aPetition({
    actions: [action],
    letters: [{ number: '镜信联[2026]3号', addressee: '区住建局', sentAt: NOW, replied: false }],
  });
  return office;
}

describe('the form of every kind of act', () => {
  it('exists', () => {
    expect(Object.keys(actForms).sort()).toEqual([...kinds].sort());
    expect(isActKind('somethingNewer')).toBe(false);
  });

  it.each(kinds)('%s sends what the contract takes', async (kind) => {
    const office = officeWith(kind);
    const screen = await openApp(`/petitions/p-1/acts/${kind}`, office);
    await expect.poll(() => screen.all('form button[type=submit]')).toHaveLength(1);
    if (kind === 'amend') await screen.sees('保持登记时的信访人信息');
    // Some answers bring up further questions.
    for (const _round of ['first', 'second', 'third']) {
      fillEverything(screen);
      await Promise.resolve();
    }
    await expect.poll(() => screen.all('progress')).toHaveLength(0);
    screen.tap(`办理${kind}`);
    await expect.poll(() => office.recorded, { message: screen.text() }).toHaveLength(1);
    const body = actBody.parse(office.recorded[0]?.body);
    expect(body.input.kind).toBe(kind);
    expect(body.seenVersion).toBe(office.petition.version);
  });

  it.each(kinds)('%s is not sent empty, unless nothing must be said', async (kind) => {
    const office = officeWith(kind, { requiresNote: true });
    const screen = await openApp(`/petitions/p-1/acts/${kind}`, office);
    await expect.poll(() => screen.all('form button[type=submit]')).toHaveLength(1);
    screen.tap(`办理${kind}`);
    const sentAtOnce = kind === 'accept';
    await expect
      .poll(() => office.recorded.length > 0 || screen.all('form [role=alert]').length > 0)
      .toBe(true);
    expect(office.recorded).toHaveLength(sentAtOnce ? 1 : 0);
  });

  it('asks for a signature where the act signs a box of the form, and sends it', async () => {
    const office = officeWith('approve', { needsSignature: true, phrases: ['同意。'] });
    const screen = await openApp('/petitions/p-1/acts/approve', office);
    await screen.sees('手写签名');
    screen.tap('同意。');
    await Promise.resolve();
    screen.tap('办理approve');
    await screen.sees('请手写签名。');
    expect(office.recorded).toEqual([]);
    fillEverything(screen);
    screen.tap('办理approve');
    await expect.poll(() => office.recorded).toHaveLength(1);
    const body = actBody.parse(office.recorded[0]?.body);
    expect(body.handwriting).toMatch(/^M/);
    expect(body.input).toEqual({ kind: 'approve', opinion: '同意。' });
  });

  it('does not take a slip of the finger, or a signature that was wiped away, for a name', async () => {
    const office = officeWith('conclude', { needsSignature: true, phrases: ['同意办结。'] });
    const screen = await openApp('/petitions/p-1/acts/conclude', office);
    await screen.sees('在此签名');
    screen.tap('同意办结。');
    draw(screen.find('canvas'), 3, (step) => [20 + step, 20]);
    await Promise.resolve();
    screen.tap('办理conclude');
    await screen.sees('笔迹太少，请签写完整姓名。');
    signName(screen.find('canvas'));
    await Promise.resolve();
    screen.tap('重写');
    await screen.sees('在此签名');
    screen.tap('办理conclude');
    await screen.sees('请手写签名。');
    expect(office.recorded).toEqual([]);
  });

  it('asks for the closing checklist only when the demand is unreasonable', async () => {
    const office = officeWith('reply');
    const screen = await openApp('/petitions/p-1/acts/reply', office);
    await screen.sees('诉求无理');
    expect(screen.text()).not.toContain('依法终结');
    screen.tap('诉求无理 勾选后须逐项填写办结条件的到位情况');
    await screen.sees('依法终结');
    screen.tap('办理reply');
    await screen.sees('请写明到位情况。');
    fillEverything(screen);
    await screen.sees('已上传');
    screen.tap('办理reply');
    await expect.poll(() => office.recorded).toHaveLength(1);
    const { input } = actBody.parse(office.recorded[0]?.body);
    expect(input).toMatchObject({
      unreasonable: true,
      closingChecklist: { ended: expect.any(String) },
    });
  });

  it('does not ask how a petitioner was visited whom nobody reached', async () => {
    const office = officeWith('followUp');
    const screen = await openApp('/petitions/p-1/acts/followUp', office);
    await screen.sees('回访方式');
    screen.tap('未联系上');
    await expect.poll(screen.text).not.toContain('回访方式');
    fillEverything(screen);
    screen.tap('办理followUp');
    await expect.poll(() => office.recorded).toHaveLength(1);
    expect(actBody.parse(office.recorded[0]?.body).input).not.toHaveProperty('method');
  });
});
