import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside this file in the sources, and beside the one file that the build makes of them. */
const SHIPPED = join(import.meta.dirname, 'seed');

/** A regulation is one file in `regimes`, and what belongs to it lies under the same name in the other folders. */
export type SeedKind = 'regimes' | 'forms' | 'wording' | 'offices';

/**
 * The files of one kind by name, those that are shipped and those of the office's own folder, which takes precedence:
 * a further regulation is a further file. Throws in Chinese, naming the file, where one is no JSON.
 */
export function seedFiles(kind: SeedKind, ownFolder?: string | null): ReadonlyMap<string, unknown> {
  const folders = [SHIPPED, ...(ownFolder ? [ownFolder] : [])].map((folder) => join(folder, kind));
  const paths = folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, join(folder, name)] as const),
  );
  const names = [...new Map(paths)].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(names.map(([name, path]) => [name, readJson(path)]));
}

/** The message of the parser does not say which file it was. */
function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`制度文件 ${path} 不是有效的 JSON：${reason}`);
  }
}
