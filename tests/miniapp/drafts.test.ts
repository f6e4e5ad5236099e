import { describe, expect, it } from 'vitest';
import { createDrafts } from '../../miniapp/acts/drafts.ts';
import { at } from '../support/at.ts';
import { fakeOffice } from './fake-office.ts';
import { aPetition } from './fixtures.ts';
import { closeApp, openApp } from './screen.ts';

const place = { petitionId: 'p-1', act: 'returnAssignment', confidential: false };
const values = { detail: '该事项由征迁部负责办理。' };
const RETURN = '/petitions/p-1/acts/returnAssignment';

/** The drafts of a window whose page is opened anew each time `reopen` is called. */
function aWindow() {
  sessionStorage.clear();
  const given = { now: at('2026-03-16 10:15'), person: 'construction-a' };
  const reopen = () =>
    createDrafts(
      () => sessionStorage,
      () => given.now,
      () => given.person,
    );
  return { given, reopen };
}

describe('what was typed and not sent', () => {
  it('is there again after a reload, with the command id of a sending that had no answer', () => {
    const { reopen } = aWindow();
    reopen().keep(place, { values, commandId: 'c-1' });
    expect(reopen().find(place)).toMatchObject({ values, commandId: 'c-1' });
  });

  it('expires after four hours', () => {
    const { given, reopen } = aWindow();
    reopen().keep(place, { values });
    given.now = at('2026-03-16 14:14');
    expect(reopen().find(place)).not.toBeNull();
    given.now = at('2026-03-16 14:15');
    expect(reopen().find(place)).toBeNull();
    expect(sessionStorage.length).toBe(0);
  });

  it('is never shown to another person on the same phone', () => {
    const { given, reopen } = aWindow();
    const drafts = reopen();
    drafts.keep(place, { values });
    given.person = 'construction-b';
    expect(drafts.find(place)).toBeNull();
    expect(reopen().find(place)).toBeNull();
  });

  it('of an accusation is not written to the device, but kept while the page is open', () => {
    const { reopen } = aWindow();
    const drafts = reopen();
    drafts.keep({ ...place, confidential: true }, { values });
    expect(drafts.find(place)).toMatchObject({ values });
    expect(sessionStorage.length).toBe(0);
  });

  it('is forgotten once sent, and altogether when the person leaves', () => {
    const { reopen } = aWindow();
    const drafts = reopen();
    drafts.keep(place, { values });
    drafts.keep({ ...place, act: 'acceptAssignment' }, { values });
    drafts.drop(place);
    expect(drafts.find(place)).toBeNull();
    expect(sessionStorage.length).toBe(1);
    drafts.forget();
    expect(sessionStorage.length).toBe(0);
  });
});

describe('a form that was left by accident', () => {
  it('says that it was restored, and can be started afresh', async () => {
    const office = fakeOffice();
    const screen = await openApp(RETURN, office);
    await screen.sees('退单依据');
    screen.type('退单理由', values.detail);
    closeApp();
    const again = await openApp(RETURN, office);
    await again.sees('未提交的内容');
    expect(again.find<HTMLTextAreaElement>('textarea').value).toBe(values.detail);
    again.tap('清空重填');
    await expect.poll(() => again.find<HTMLTextAreaElement>('textarea').value).toBe('');
  });

  it('leaves nothing behind on the device once the person has signed out', async () => {
    const office = fakeOffice();
    const screen = await openApp(RETURN, office);
    await screen.sees('退单依据');
    screen.type('退单理由', values.detail);
    await expect.poll(() => JSON.stringify(sessionStorage)).toContain(values.detail);
    await screen.router.push('/mine');
    await screen.sees('退出登录');
    screen.tap('退出登录');
    await screen.sees('您已退出登录。');
    expect(JSON.stringify(sessionStorage)).not.toContain(values.detail);
  });
});

describe('somebody was first', () => {
  const overtaken = {
    status: 409,
    body: { code: 'changedMeanwhile', message: '沈洁已于10:20办理“更换承办人”。', requestId: 'r' },
  };
  const news = {
    at: at('2026-03-16 10:20'),
    atText: '3月16日（周一）10:20',
    text: '沈洁办理“更换承办人”。',
    details: [],
    tone: 'normal' as const,
  };

  async function typed() {
    const office = fakeOffice();
    const screen = await openApp(RETURN, office);
    await screen.sees('退单依据');
    screen.tap('事项不清，无法办理');
    screen.type('退单理由', values.detail);
    office.trouble = overtaken;
    return { office, screen };
  }

  it('the form tells what has happened since, and another tap sends it for the newest version', async () => {
    const { office, screen } = await typed();
    const { timeline, version } = office.petition;
    office.petition = aPetition({ version: version + 1, timeline: [...timeline, news] });
    screen.tap('退单');
    await screen.sees('您打开之后，本件又有这些情况');
    expect(screen.find('[role=alert]').textContent).toContain(news.text);
    expect(screen.find('[role=alert]').textContent).not.toContain('推送双联络员');
    screen.tap('退单');
    await expect.poll(() => office.recorded).toHaveLength(1);
    expect(office.recorded[0]?.body).toMatchObject({ seenVersion: version + 1 });
  });

  it('the form says so when the act is no longer possible', async () => {
    const { office, screen } = await typed();
    office.petition = aPetition({ version: office.petition.version + 1, actions: [] });
    screen.tap('退单');
    await screen.sees('这一项现在已不能办理');
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe(values.detail);
  });
});
