import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/**
 * Values in the database that must not be readable, or changeable, without the key ring.
 *
 * A blob is `0 | JSON` in the clear, or `1 | key number | 12 bytes iv | ciphertext | 16 bytes tag` (AES-256-GCM).
 * The place a blob was made for (`table|column|row`) is authenticated with it: moved elsewhere it does not open.
 */
export interface Sealing {
  seal(content: string | Buffer, place: string): Buffer;
  /** Opens either kind. Throws when the blob was changed, cut short, moved or made with another key. */
  open(blob: Buffer, place: string): string;
  /** Opens only what is really sealed: for what is never stored in the clear. */
  openSealed(blob: Buffer, place: string): string;
  /** The same for what is no text. */
  openSealedBytes(blob: Buffer, place: string): Buffer;
  /** 16 bytes by which equal values can be found without being readable. One index tells nothing about another. */
  index(column: string, value: string): Buffer;
  /** 32 bytes that stand for the text; without the keys nobody can try out guesses. */
  fingerprint(text: string): Buffer;
  /** Key of the chains over events and audit. */
  readonly chainKey: Buffer;
}

/** In the clear, in the same envelope. */
export function inTheClear(text: string): Buffer {
  const blob = Buffer.allocUnsafe(1 + Buffer.byteLength(text));
  blob[0] = CLEAR;
  blob.write(text, 1);
  return blob;
}

export function createSealing(ring: KeyRing): Sealing {
  const fieldKeys = new Map([...ring.keys].map(([number, key]) => [number, derive(key, 'field')]));
  // Indexes, fingerprints and chains must survive a new active key, so they hang on the oldest one.
  const oldest = ring.keys.get(Math.min(...ring.keys.keys()));
  const activeKey = fieldKeys.get(ring.active);
  if (!oldest || !activeKey) throw new Error('the key ring lacks its active key');
  const indexKeys = new Map<string, Buffer>();
  const fingerprintKey = derive(oldest, 'fingerprint');

  function openSealedBytes(blob: Buffer, place: string): Buffer {
    const number = blob[1];
    const key = number === undefined ? undefined : fieldKeys.get(number);
    if (blob[0] !== SEALED || !key || blob.length < HEAD + TAG) throw new BrokenSeal(place);
    const decipher = createDecipheriv(CIPHER, key, blob.subarray(2, HEAD), {
      // Node would otherwise be content with the first four bytes of a tag.
      authTagLength: TAG,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(blob.subarray(-TAG));
    const content = decipher.update(blob.subarray(HEAD, -TAG));
    try {
      return Buffer.concat([content, decipher.final()]);
    } catch {
      throw new BrokenSeal(place);
    }
  }
  const openSealed = (blob: Buffer, place: string) => openSealedBytes(blob, place).toString('utf8');

  return {
    seal(content, place) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv(CIPHER, activeKey, iv, { authTagLength: TAG });
      cipher.setAAD(Buffer.from(place));
      const head = Buffer.of(SEALED, ring.active);
      return Buffer.concat([
        head,
        iv,
        cipher.update(Buffer.from(content)),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
    },
    open(blob, place) {
      return blob[0] === CLEAR ? blob.toString('utf8', 1) : openSealed(blob, place);
    },
    openSealed,
    openSealedBytes,
    index(column, value) {
      const key = indexKeys.get(column) ?? derive(oldest, `index/${column}`);
      indexKeys.set(column, key);
      return createHmac('sha256', key).update(value).digest().subarray(0, INDEX);
    },
    fingerprint(text) {
      return createHmac('sha256', fingerprintKey).update(text).digest();
    },
    chainKey: derive(oldest, 'audit'),
  };
}

/** A sealed value that is not what was stored there: damage, tampering or a foreign key ring. */
class BrokenSeal extends Error {
  constructor(place: string) {
    super(`broken seal: ${place}`);
    this.name = 'BrokenSeal';
  }
}

const CIPHER = 'aes-256-gcm';
const CLEAR = 0;
const SEALED = 1;
const IV = 12;
const TAG = 16;
const INDEX = 16;
const HEAD = 2 + IV;

function derive(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
}
