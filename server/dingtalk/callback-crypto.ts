import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/**
 * How DingTalk wraps events over HTTP: `16 random bytes | length, 4 bytes big-endian | message | owner`, filled up to
 * blocks of 32 bytes, AES-256-CBC with the beginning of the key as initial vector.
 */
export interface EventEnvelope {
  readonly message: string;
  /** For whom it was wrapped: the app key or, for older subscriptions, the corp id. */
  readonly owner: string;
}

/** `aesKey` as the console shows it, 43 characters. Null for what was not wrapped with this key. */
export function unwrap(aesKey: string, encrypted: string): EventEnvelope | null {
  const wrapped = Buffer.from(encrypted, 'base64');
  if (wrapped.length === 0 || wrapped.length % AES_BLOCK !== 0) return null;
  const decipher = createDecipheriv(CIPHER, ...keyAndVector(aesKey));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(wrapped), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK || padding + HEAD > padded.length) return null;
  const content = padded.subarray(0, padded.length - padding);
  const end = HEAD + content.readUInt32BE(SALT);
  if (end > content.length) return null;
  return {
    message: content.toString('utf8', HEAD, end),
    owner: content.toString('utf8', end),
  };
}

export function wrap(aesKey: string, { message, owner }: EventEnvelope): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const content = Buffer.concat([randomBytes(SALT), length, text, Buffer.from(owner)]);
  const padding = BLOCK - (content.length % BLOCK);
  const cipher = createCipheriv(CIPHER, ...keyAndVector(aesKey));
  cipher.setAutoPadding(false);
  const padded = Buffer.concat([content, Buffer.alloc(padding, padding)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
}

/** Of an event and of its acknowledgement: 40 hexadecimal digits. */
export function eventSignature(signed: {
  readonly token: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly encrypt: string;
}): string {
  const { token, timestamp, nonce, encrypt } = signed;
  const text = [token, timestamp, nonce, encrypt].sort().join('');
  return createHash('sha1').update(text).digest('hex');
}

/** Of a message to the robot; it covers the time and not the body. */
export function robotSignature(timestamp: string, appSecret: string): string {
  return createHmac('sha256', appSecret).update(`${timestamp}\n${appSecret}`).digest('base64');
}

/** Of a tap on a card; it covers the time and not the body. */
export function cardSignature(timestamp: string, apiSecret: string): string {
  return createHmac('sha256', apiSecret).update(timestamp).digest('base64');
}

/** Takes the same time wherever they differ. */
export function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

function keyAndVector(aesKey: string): [key: Buffer, vector: Buffer] {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  return [key, key.subarray(0, AES_BLOCK)];
}

const CIPHER = 'aes-256-cbc';
const AES_BLOCK = 16;
/** DingTalk fills up to this, not to the cipher's own block. */
const BLOCK = 32;
const SALT = 16;
const HEAD = SALT + 4;
