import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Answer } from './callback-post.ts';
import { type HttpWay, push } from './push.ts';
import type { SandboxCallback, SandboxState } from './state.ts';

/** Something happened in DingTalk. Over HTTP it goes encrypted, and only the encrypted word `success` counts as taken. */
export function pushEvent(state: SandboxState, eventType: string, fields: object): void {
  const { corpId, appKey } = state.credentials;
  const eventId = randomUUID();
  const eventBornTime = String(state.clock());
  void push(state, {
    type: 'EVENT',
    topic: '*',
    headers: { eventType, eventId, eventCorpId: corpId, eventBornTime },
    data: fields,
    http: state.callback
      ? eventWay(
          state,
          state.callback,
          appKey,
          JSON.stringify({
            EventType: eventType,
            EventTime: eventBornTime,
            CorpId: corpId,
            eventId,
            ...fields,
          }),
        )
      : null,
  });
}

function eventWay(
  state: SandboxState,
  callback: SandboxCallback,
  owner: string,
  message: string,
): HttpWay {
  return {
    request() {
      const encrypted = encrypt(callback.aesKey, message, owner);
      const timestamp = String(state.clock());
      const nonce = randomBytes(8).toString('hex');
      const query = new URLSearchParams({
        msg_signature: signatureOf([callback.token, timestamp, nonce, encrypted]),
        timestamp,
        nonce,
      });
      return {
        url: `${callback.eventsUrl}?${query}`,
        headers: {},
        body: { encrypt: encrypted },
      };
    },
    isTaken: (answer) => isSuccess(callback, owner, answer),
  };
}

function isSuccess({ token, aesKey }: SandboxCallback, owner: string, answer: Answer): boolean {
  const { msg_signature, encrypt: encrypted, timeStamp, nonce } = answer ?? {};
  if (typeof encrypted !== 'string') return false;
  const signature = signatureOf([token, String(timeStamp), String(nonce), encrypted]);
  return signature === msg_signature && decrypt(aesKey, encrypted) === `success${owner}`;
}

function signatureOf(parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');
}

const BLOCK = 32;

/** 16 random bytes, the length, the message, who it is for; padded to blocks of 32. */
function encrypt(aesKey: string, message: string, owner: string): string {
  const { key, vector } = keyOf(aesKey);
  const content = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const plain = Buffer.concat([randomBytes(16), length, content, Buffer.from(owner)]);
  const padding = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, vector).setAutoPadding(false);
  const padded = Buffer.concat([plain, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** The message with its owner right after it; empty for what was not encrypted with this key. */
function decrypt(aesKey: string, encrypted: string): string {
  const { key, vector } = keyOf(aesKey);
  try {
    const cipher = createDecipheriv('aes-256-cbc', key, vector).setAutoPadding(false);
    const padded = Buffer.concat([cipher.update(encrypted, 'base64'), cipher.final()]);
    return padded.subarray(20, padded.length - (padded.at(-1) ?? 0)).toString();
  } catch {
    return '';
  }
}

function keyOf(aesKey: string): { readonly key: Buffer; readonly vector: Buffer } {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  return { key, vector: key.subarray(0, 16) };
}
