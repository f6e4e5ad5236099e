import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failed } from '../../server/dingtalk/failures.ts';
import { connectPageSignature } from '../../server/dingtalk/page-signature.ts';
import { createTokenKeeper } from '../../server/dingtalk/token.ts';
import { type Instant, MINUTE } from '../../server/domain/time.ts';
import { openApi } from '../support/api.ts';
import { at } from '../support/at.ts';
import { openDingTalk } from '../support/dingtalk.ts';
import { clerk } from '../support/people.ts';

const PAGE = 'https://office.example:8443/app/?corpId=ding-corporation';

/** The signer over a DingTalk that gives out `ticket-1`, `ticket-2`, … for two hours each. */
function openSigner({ algorithm = 'sha256', busy = false }: Opened = {}) {
  let now: Instant = at('2026-09-28 11:00');
  let fetched = 0;
  const clock = () => now;
  const random = () => 0;
  const tokens = createTokenKeeper({
    fetchToken: () => Promise.resolve(issued('token')),
    clock,
    random,
  });
  const sign = connectPageSignature({
    agentId: '30001',
    corpId: 'ding-corporation',
    algorithm,
    fetchTicket: () => {
      if (busy) return Promise.resolve(failed('busy'));
      fetched += 1;
      return Promise.resolve(issued(`ticket-${fetched}`));
    },
    tokens,
    clock,
    random,
  });
  return {
    fetched: () => fetched,
    setTime(text: string) {
      now = at(text);
    },
    async sign(url: string) {
      const signed = await sign(url);
      if (!signed.ok) throw new Error(signed.failure.code);
      return signed.value;
    },
    attempt: sign,
  };
}

const issued = (token: string) =>
  ({ ok: true, value: { token, expiresInMs: 120 * MINUTE } }) as const;

interface Opened {
  readonly algorithm?: 'sha256' | 'sha1';
  readonly busy?: boolean;
}

type Signed = Awaited<ReturnType<ReturnType<typeof openSigner>['sign']>>;

function expected(signed: Signed, url: string, { algorithm = 'sha256', ticket = 'ticket-1' } = {}) {
  const { nonceStr, timeStamp } = signed;
  return createHash(algorithm)
    .update(`jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timeStamp}&url=${url}`)
    .digest('hex');
}

describe('the signature of a page', () => {
  it('covers ticket, nonce, time and address in this order', async () => {
    const signed = await openSigner().sign(PAGE);
    expect(signed).toMatchObject({
      agentId: '30001',
      corpId: 'ding-corporation',
      timeStamp: at('2026-09-28 11:00'),
    });
    expect(signed.signature).toBe(expected(signed, PAGE));
  });

  it.each([
    ['the fragment is left out', `${PAGE}#/petitions/12?notice=3`, PAGE],
    ['an encoded query is read', 'https://a.example/?title=%E5%BE%85%E5%8A%9E', '?title=待办'],
    ['a plus in the query is a space', 'https://a.example/?a=1+2', 'https://a.example/?a=1 2'],
    ['a query that cannot be read stays', 'https://a.example/?a=%E5', 'https://a.example/?a=%E5'],
    ['a port nobody needs stays', 'https://a.example:443/', 'https://a.example:443/'],
    ['a missing slash stays missing', 'https://a.example', 'https://a.example'],
    [
      'an encoded path stays encoded',
      'https://a.example/%E4%BB%B6/',
      'https://a.example/%E4%BB%B6/',
    ],
  ])('of an address in which %s', async (_, url, plain) => {
    const signed = await openSigner().sign(url);
    const whole = plain.startsWith('?') ? `https://a.example/${plain}` : plain;
    expect(signed.signature).toBe(expected(signed, whole));
  });

  it('is made with SHA-1 for an installation that wants it so', async () => {
    const signed = await openSigner({ algorithm: 'sha1' }).sign(PAGE);
    expect(signed.signature).toBe(expected(signed, PAGE, { algorithm: 'sha1' }));
    expect(signed.signature).toHaveLength(40);
  });

  it('has a nonce of its own each time', async () => {
    const signer = openSigner();
    const [one, other] = [await signer.sign(PAGE), await signer.sign(PAGE)];
    expect(one.nonceStr).not.toBe(other.nonceStr);
    expect(one.signature).not.toBe(other.signature);
  });

  it('is refused as a value while DingTalk gives no ticket', async () => {
    const outcome = await openSigner({ busy: true }).attempt(PAGE);
    expect(outcome).toMatchObject({ ok: false, failure: { class: 'soon', code: 'busy' } });
  });
});

describe('the ticket', () => {
  it('is fetched once for twenty pages opened together', async () => {
    const signer = openSigner();
    await Promise.all(Array.from({ length: 20 }, () => signer.sign(PAGE)));
    expect(signer.fetched()).toBe(1);
  });

  it('is kept until five minutes before it runs out', async () => {
    const signer = openSigner();
    await signer.sign(PAGE);
    signer.setTime('2026-09-28 12:54:59');
    await signer.sign(PAGE);
    expect(signer.fetched()).toBe(1);
    signer.setTime('2026-09-28 12:55:00');
    const signed = await signer.sign(PAGE);
    expect(signed.signature).toBe(expected(signed, PAGE, { ticket: 'ticket-2' }));
  });

  it('comes over the wire with the token of the app, and costs nothing', async () => {
    const { dingtalk, asked, billed } = await openDingTalk();
    expect(await dingtalk.signPage(PAGE)).toMatchObject({ ok: true });
    await dingtalk.signPage(PAGE);
    expect([asked('accessToken'), asked('jsapiTickets')]).toEqual([1, 1]);
    expect(billed.filter(({ billable }) => billable)).toEqual([]);
  });
});

const SIGNED = {
  ok: true,
  value: { agentId: '1', corpId: 'c', timeStamp: 1, nonceStr: 'n', signature: 's' },
} as const;

describe('asking for the signature of a page', () => {
  const address = (page: string) => `/api/page-signature?url=${encodeURIComponent(page)}`;

  async function opened() {
    const asked: string[] = [];
    const api = await openApi({
      at: '2026-03-16 09:00',
      publicUrl: 'https://office.example:8443',
      signPage: (url) => {
        asked.push(url);
        return Promise.resolve(url.includes('busy') ? failed('busy') : SIGNED);
      },
    });
    return { api, asked, phone: await api.as(clerk) };
  }

  it('hands the address on as it was reported', async () => {
    const { asked, phone } = await opened();
    const got = await phone.get(address(PAGE));
    expect([got.status, got.json().signature]).toEqual([200, 's']);
    expect(asked).toEqual([PAGE]);
  });

  it.each([
    ['of another host', 'https://elsewhere.example:8443/app/'],
    ['that only looks like ours', 'https://office.example:8443@elsewhere.example/'],
    ['on another port', 'https://office.example/app/'],
    ['without encryption', 'http://office.example:8443/app/'],
  ])('is refused for a page %s', async (_, page) => {
    const { asked, phone } = await opened();
    const got = await phone.get(address(page));
    expect([got.status, got.json().code]).toEqual([422, 'foreignPage']);
    expect(asked).toEqual([]);
  });

  it('is refused to whoever is not signed in, and without an address', async () => {
    const { api, phone } = await opened();
    expect((await api.send({ path: address(PAGE) })).status).toBe(401);
    expect((await phone.get('/api/page-signature?url=app')).status).toBe(400);
  });

  it('says what to do instead when DingTalk does not answer', async () => {
    const { phone } = await opened();
    const got = await phone.get(address('https://office.example:8443/?busy'));
    expect([got.status, got.json().message]).toEqual([
      502,
      '钉钉暂时没有应答，通讯录打不开。请直接填写，或稍后再试。',
    ]);
  });
});
