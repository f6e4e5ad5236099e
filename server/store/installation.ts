import { DatabaseProblem } from '../../db/problem.ts';
import { installation } from '../../db/schema.ts';
import type { Base } from './base.ts';

/**
 * The random name of this database, which seeds its chains. Made with the first start; from then on the key ring must
 * be the one that sealed it, or nothing would open.
 */
export function installationName({ tables, sealing, random }: Base): string {
  const row = tables.select().from(installation).get();
  if (!row) {
    const name = random(12).toString('base64url');
    const keyCheck = sealing.seal(name, PLACE);
    tables.insert(installation).values({ id: 1, name, keyCheck }).run();
    return name;
  }
  try {
    if (sealing.openSealed(row.keyCheck, PLACE) === row.name) return row.name;
  } catch (error) {
    throw new DatabaseProblem('wrongKeys', WRONG_KEYS, error);
  }
  throw new DatabaseProblem('wrongKeys', WRONG_KEYS);
}

const PLACE = 'installation|key_check|1';
const WRONG_KEYS =
  '密钥文件与数据库不匹配，已停止启动。请恢复与该数据库同时使用的密钥文件，切勿新建。';
