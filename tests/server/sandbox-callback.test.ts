import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SECOND } from '../../server/domain/time.ts';
import { openReceiver, type Posted } from '../support/callback-receiver.ts';
import { credentials } from '../support/dingtalk.ts';
import { openStream } from '../support/sandbox-stream.ts';
import { openWire } from '../support/wire.ts';

const token = 'callback-token';
const aesKey = '1234567890123456789012345678901234567890123';

describe('without a stream', () => {
  it('an event is posted signed and encrypted, until the answer says success', async () => {
    const answers = [{ ...success(), msg_signature: 'wrong' }, success('failure'), success()];
    const { receiver, wire } = await opened(() => answers.shift() ?? null);
    wire.sandbox.leave('user-3');
    const first = await receiver.next();
    expect(first.path).toBe('/events');
    expect(signatureOf(first)).toBe(first.query.get('msg_signature'));
    const event = decrypt(String(first.body.encrypt));
    expect(event.owner).toBe(credentials.appKey);
    expect(event.message).toMatchObject({
      EventType: 'user_leave_org',
      CorpId: credentials.corpId,
      eventId: expect.any(String),
      userId: ['user-3'],
    });
    wire.pass(10 * SECOND);
    const second = await receiver.next();
    expect(second.query.get('nonce')).not.toBe(first.query.get('nonce'));
    expect(signatureOf(second)).toBe(second.query.get('msg_signature'));
    wire.pass(30 * SECOND);
    expect(decrypt(String((await receiver.next()).body.encrypt))).toEqual(event);
    wire.sandbox.leave('user-2');
    expect(decrypt(String((await receiver.next()).body.encrypt)).message).toMatchObject({
      userId: ['user-2'],
    });
  });

  it('what is said to the robot is posted signed, and may be answered at once', async () => {
    const { receiver, wire } = await opened(() => ({
      msgtype: 'text',
      text: { content: '共1件。' },
    }));
    wire.sandbox.say({ by: 'user-1', conversationId: null, text: '待办' });
    const { path, headers, body } = await receiver.next();
    expect(path).toBe('/robot');
    const sign = createHmac('sha256', credentials.appSecret)
      .update(`${headers.timestamp}\n${credentials.appSecret}`)
      .digest('base64');
    expect(headers.sign).toBe(sign);
    expect(body).toMatchObject({ senderStaffId: 'user-1', text: { content: '待办' } });
    await expect
      .poll(() => wire.sandbox.chat('user-1'))
      .toMatchObject([{ from: 'person' }, { from: 'robot', markdown: '共1件。' }]);
  });

  it('nothing is posted while one is connected', async () => {
    const { receiver, wire } = await opened(() => success());
    const stream = await openStream(wire);
    wire.sandbox.leave('user-3');
    await stream.next('EVENT');
    expect(receiver.arrived).toEqual([]);
  });
});

describe('a card whose taps go to a registered address', () => {
  it('is answered by HTTP, signed with the secret of the registration', async () => {
    const { receiver, wire } = await opened(() => ({
      cardUpdateOptions: { updateCardDataByKey: true },
      cardData: { cardParamMap: { statusText: '已接件' } },
    }));
    const registered = await wire.askOpen('POST', '/v1.0/card/callbacks/register', {
      callbackRouteKey: 'office',
      callbackUrl: `${receiver.base}/card`,
      apiSecret: 'card-secret',
    });
    expect(registered.body).toMatchObject({ result: { apiSecret: 'card-secret' } });
    await wire.askOpen('POST', '/v1.0/card/instances/createAndDeliver', {
      cardTemplateId: 'petition.schema',
      outTrackId: 'card-1',
      openSpaceId: 'dtv1.card//IM_ROBOT.user-1',
      cardData: { cardParamMap: { title: '新交办' } },
      callbackType: 'HTTP',
      callbackRouteKey: 'office',
      imRobotOpenSpaceModel: { supportForward: false },
      imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode: credentials.robotCode },
    });
    const shown = await wire.sandbox.tapCard('user-1', 'card-1', {});
    expect(shown).toEqual({
      answered: true,
      variables: { title: '新交办', statusText: '已接件' },
    });
    const { path, headers, body } = await receiver.next();
    expect(path).toBe('/card');
    const timestamp = String(headers['x-ddpaas-signature-timestamp']);
    expect(headers['x-ddpaas-signature']).toBe(
      createHmac('sha256', 'card-secret').update(timestamp).digest('base64'),
    );
    expect(body).toMatchObject({ type: 'actionCallback', outTrackId: 'card-1', userId: 'user-1' });
  });

  it('registered twice is a refusal unless it is forced', async () => {
    const { wire } = await opened(() => null);
    const register = async (changes: object) =>
      (
        await wire.askOpen('POST', '/v1.0/card/callbacks/register', {
          callbackRouteKey: 'office',
          callbackUrl: 'https://office.example/card',
          ...changes,
        })
      ).status;
    expect(await register({})).toBe(200);
    expect(await register({})).toBe(400);
    expect(await register({ forceUpdate: true })).toBe(200);
  });
});

async function opened(answer: (posted: Posted) => object | null) {
  const receiver = await openReceiver(answer);
  const eventsUrl = `${receiver.base}/events`;
  const robotUrl = `${receiver.base}/robot`;
  const wire = await openWire({ options: { callback: { eventsUrl, robotUrl, token, aesKey } } });
  return { receiver, wire };
}

const key = Buffer.from(`${aesKey}=`, 'base64');

function signatureOf({ query, body }: Posted): string {
  return sha1([
    token,
    query.get('timestamp') ?? '',
    query.get('nonce') ?? '',
    String(body.encrypt),
  ]);
}

function sha1(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

function decrypt(encrypted: string): { message: unknown; owner: string } {
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([cipher.update(encrypted, 'base64'), cipher.final()]);
  const plain = padded.subarray(0, padded.length - (padded.at(-1) ?? 0));
  const end = 20 + plain.readUInt32BE(16);
  return {
    message: JSON.parse(plain.subarray(20, end).toString()),
    owner: plain.subarray(end).toString(),
  };
}

/** The answer that counts: the word `success`, encrypted for the same owner. */
function success(word = 'success'): object {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(word.length);
  const owner = Buffer.from(credentials.appKey);
  const plain = Buffer.concat([randomBytes(16), length, Buffer.from(word), owner]);
  const padding = 32 - (plain.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  const encrypt = Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
  const [timeStamp, nonce] = ['1790564400000', 'nonce'];
  return { msg_signature: sha1([token, timeStamp, nonce, encrypt]), encrypt, timeStamp, nonce };
}
