import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Master keys by number, 1–255. New values are sealed with the active one, old ones open with the one they name. */
export interface KeyRing {
  readonly active: number;
  readonly keys: ReadonlyMap<number, Buffer>;
}

/** The message is for the person at the terminal. */
export class KeyRingProblem extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'KeyRingProblem';
  }
}

/**
 * Reads the key ring, or makes one with a single new key, readable by its owner only. It is kept outside the database
 * and its backups: whoever loses it loses everything sealed. A ring that others could read is refused.
 */
export function loadKeyRing(path: string): KeyRing {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) return createKeyRing(path);
  if ((file.mode & 0o077) !== 0) {
    throw new KeyRingProblem(
      '密钥文件可被其他用户读取，已停止启动。请将其权限改为仅本人可读（0400）。',
    );
  }
  return parse(readFileSync(path, 'utf8'));
}

const KEY_BYTES = 32;

/** Written aside, flushed and renamed, so that a power cut leaves a whole ring or none. */
function createKeyRing(path: string): KeyRing {
  const text = JSON.stringify({
    active: 1,
    keys: { 1: randomBytes(KEY_BYTES).toString('base64') },
  });
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  chmodSync(draft, 0o400);
  renameSync(draft, path);
  flushFolder(dirname(path));
  return parse(text);
}

function flushFolder(path: string): void {
  const folder = openSync(path, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function parse(text: string): KeyRing {
  const ring = asRing(text);
  const keys = new Map(
    Object.entries(ring.keys).map(([number, key]) => [Number(number), Buffer.from(key, 'base64')]),
  );
  const sound = [...keys].every(
    ([number, key]) =>
      Number.isInteger(number) && number >= 1 && number <= 255 && key.length === KEY_BYTES,
  );
  if (!sound || !keys.has(ring.active)) throw new KeyRingProblem(UNREADABLE);
  return { active: ring.active, keys };
}

const UNREADABLE = '密钥文件内容不正确，已停止启动。请从备份恢复该文件，切勿新建。';

function asRing(text: string): { active: number; keys: Record<string, string> } {
  try {
    const { active, keys } = JSON.parse(text);
    if (typeof active === 'number' && typeof keys === 'object' && keys !== null) {
      return { active, keys };
    }
  } catch (error) {
    throw new KeyRingProblem(UNREADABLE, error);
  }
  throw new KeyRingProblem(UNREADABLE);
}
