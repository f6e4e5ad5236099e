import { describe, expect, it } from 'vitest';
import { aNotice, openDingTalk } from '../support/dingtalk.ts';

describe('the monthly budget hears', () => {
  it('that tokens and logins are free and messages are not', async () => {
    const { dingtalk, sandbox, billed } = await openDingTalk();
    await dingtalk.exchangeLoginCode(sandbox.issueLoginCode('user-1'));
    await dingtalk.sendWorkNotice(aNotice());
    await dingtalk.fetchNoticeResult('1');
    await dingtalk.sendGroupMessage({ messageId: '1', ...aNotice() });
    expect(billed).toEqual([
      { api: '/v1.0/oauth2/accessToken', billable: false, outcome: 'ok', code: null },
      { api: '/topapi/v2/user/getuserinfo', billable: false, outcome: 'ok', code: null },
      {
        api: '/topapi/message/corpconversation/asyncsend_v2',
        billable: true,
        outcome: 'ok',
        code: null,
      },
      {
        api: '/topapi/message/corpconversation/getsendresult',
        billable: true,
        outcome: 'ok',
        code: null,
      },
      { api: '/v1.0/robot/groupMessages/send', billable: true, outcome: 'ok', code: null },
    ]);
  });

  it('that a throttled call costs nothing and a refused text does', async () => {
    const { dingtalk, sandbox, billed } = await openDingTalk();
    sandbox.setWeather('throttled');
    await dingtalk.sendWorkNotice(aNotice());
    sandbox.setWeather(null);
    await dingtalk.sendWorkNotice(aNotice());
    sandbox.setWeather('throttled');
    await dingtalk.sendWorkNotice(aNotice());
    sandbox.setWeather(null);
    await dingtalk.fetchNoticeResult('unknown');
    expect(billed.filter(({ billable }) => billable).map(({ outcome }) => outcome)).toEqual([
      'ok',
      'soon',
    ]);
  });

  it('exactly what DingTalk counts, in fair weather and foul', async () => {
    const { dingtalk, sandbox, billed } = await openDingTalk({ options: { quota: 6 } });
    for (let number = 1; number <= 8; number += 1) {
      if (number === 3) sandbox.revokeTokens();
      await dingtalk.sendWorkNotice(aNotice({ markdown: `第${number}件` }));
    }
    const counted = sandbox.record().filter((call) => call.counted);
    expect(counted).toHaveLength(6);
    expect(billed.filter(({ billable }) => billable)).toHaveLength(6);
    expect(billed.at(-1)).toMatchObject({ outcome: 'quota', code: '90020', billable: false });
  });

  it('no token and no secret', async () => {
    const { dingtalk, billed } = await openDingTalk();
    await dingtalk.sendWorkNotice(aNotice());
    expect(billed.map(({ api }) => api).join(' ')).not.toMatch(/\?|secret|access_token/);
  });
});
