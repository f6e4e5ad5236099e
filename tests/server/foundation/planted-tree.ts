import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Sources = Readonly<Record<string, string>>;

const root = process.cwd();

/**
 * Runs a check over a small tree of the same shape as the repository, where faults can be planted. A
 * check that can no longer fail looks exactly like clean code; here it has to find what is wrong.
 * The tree lies below the repository, so that packages resolve, and is gone afterwards.
 */
export function runOver(sources: Sources, command: string, ...args: readonly string[]) {
  mkdirSync(join(root, '.build'), { recursive: true });
  const tree = mkdtempSync(join(root, '.build/planted-'));
  for (const folder of ['server/domain', 'server/http', 'db', 'miniapp', 'tests']) {
    mkdirSync(join(tree, folder), { recursive: true });
  }
  for (const kept of [
    '.biome.jsonc',
    '.config',
    '.dependency-cruiser.mjs',
    'package.json',
    'tsconfig.json',
    'server/domain/tsconfig.json',
  ]) {
    cpSync(join(root, kept), join(tree, kept), { recursive: true });
  }
  for (const [file, source] of Object.entries(sources)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), source);
  }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: tree, encoding: 'utf8' });
  rmSync(tree, { recursive: true, force: true });
  return { code: status, output: stdout + stderr };
}

export const cleanTree: Sources = {
  'server/main.ts': "import { answer } from './http/petitions.ts';\n\nanswer();\n",
  'server/domain/petition.ts': 'export type Petition = { readonly id: string };\n',
  'server/http/petitions.ts':
    "import type { Petition } from '../domain/petition.ts';\n\nexport function answer(): Petition[] {\n  return [];\n}\n",
  'server/jobs/tick.ts': 'export const tick = 1;\n',
  'db/schema.ts': "export const petitions = 'petitions';\n",
  'db/open.ts': 'export const open = 1;\n',
  'miniapp/clock.ts': 'export const now = (): number => Date.now();\n',
  'miniapp/pages/Home.vue':
    '<script setup lang="ts">\nconst title = \'信访件\';\n</script>\n\n<template>\n  <p>{{ title }}</p>\n</template>\n',
  ...Object.fromEntries(
    ['domain', 'server', 'miniapp', 'e2e'].map((project) => [
      `tests/${project}/office.test.ts`,
      "import { expect, it } from 'vitest';\n\nit('adds up', () => {\n  expect(1 + 1).toBe(2);\n});\n",
    ]),
  ),
  'tests/support/office.ts': "export const office = '信访办';\n",
};
