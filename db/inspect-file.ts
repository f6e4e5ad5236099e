import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseProblem } from './problem.ts';

/** Refuses a file that cannot be a whole database before SQLite touches it. A missing file is fine: it will be made. */
export function inspectFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const length = readSync(file, header, 0, HEADER_BYTES, 0);
    if (length === 0) {
      throw new DatabaseProblem(
        'damaged',
        '数据库文件是空的（0字节）。如系首次启动中断所致，请删除该文件后重新启动；否则请从备份恢复。',
      );
    }
    if (length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
      throw new DatabaseProblem(
        'damaged',
        '该文件不是数据库文件，或文件已损坏。文件未作改动，请核对路径。',
      );
    }
    if (fstatSync(file).size < declaredSize(header) && !hasWriteAheadLog(path)) {
      throw new DatabaseProblem(
        'damaged',
        '数据库文件不完整（被截断）。文件未作改动，请从备份恢复。',
      );
    }
  } finally {
    closeSync(file);
  }
}

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/** Size in bytes by the header: pages (offset 28) × page size (offset 16, where 1 stands for 65536). */
function declaredSize(header: Buffer): number {
  const pageSize = header.readUInt16BE(16);
  return header.readUInt32BE(28) * (pageSize === 1 ? 65_536 : pageSize);
}

/** After a crash the missing pages may still be in the log; SQLite puts them back. */
function hasWriteAheadLog(path: string): boolean {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  return log !== undefined && log.size > 0;
}
