import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegimes } from '../../../db/seed-regime.ts';

/**
 * Ids of several words that the engine uses too, for something of its own. Those of one word (`check`, `head`) are met by
 * chance everywhere; that no step, role or clock is compared with one is the linter's to see.
 */
const ENGINE_WORDS = new Set(
  'cityBureau followUp notApplicable signedIn supervisionDue'.split(' '),
);
/** Nouns of petition work in general, which some institution also uses as its own word. */
const COMMON_NOUNS = new Set(
  `信访件 信访事项 信访人 承办人 承办单位 单位 机关 平台 来信 上级信访部门 主要领导 负责人 经办人 信访信息系统
  信访工作机构 信访机构 责任领导 分管领导`.split(/\s+/),
);
/** What is read from files of other systems, where these words stand, and the help of the command line. */
const READS_FOREIGN_WORDS = [
  'server/contract/import-values.ts',
  'server/contract/import-fields.ts',
  'server/office-command.ts',
];

/** Played people say what people of that office say. */
const PLAYED = 'server/replay/';

const regimes = loadRegimes();
const ids = new Set(
  regimes.flatMap(({ roles, stages, clocks, posts = {} }) =>
    [roles, stages, clocks, posts].flatMap((table) => Object.keys(table)),
  ),
);
const words = new Set(
  regimes.flatMap(({ terms, roles, posts = {} }) => [
    ...Object.values(terms),
    ...Object.values(roles).map(({ title }) => title),
    ...Object.values(posts).map(({ title }) => title),
  ]),
);

/** What the code says, without what its comments say. */
function spoken(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '').replaceAll(/(^|\s)\/\/.*/g, '');
}

function namedIn(text: string): readonly string[] {
  const code = spoken(text);
  const quoted = [...code.matchAll(/['"`]([a-z][A-Za-z0-9]*)['"`]/g)].map(([, id = '']) => id);
  return [
    ...quoted.filter((id) => /[A-Z]/.test(id) && ids.has(id) && !ENGINE_WORDS.has(id)),
    ...[...words].filter((word) => !COMMON_NOUNS.has(word) && code.includes(word)),
  ];
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.(ts|vue)$/.test(path));
}

describe('the regulations are data', () => {
  it('no role, step, clock, post or word of an institution is written in code', () => {
    const found = [...sources('server'), ...sources('miniapp')]
      .filter((path) => !READS_FOREIGN_WORDS.includes(path) && !path.startsWith(PLAYED))
      .flatMap((path) => namedIn(readFileSync(path, 'utf8')).map((name) => `${path}：${name}`));
    expect(found).toEqual([]);
  });

  it.each([
    ["a step's id", "if (petition.stage === 'awaitingAssignment') return;", 'awaitingAssignment'],
    ["a role's id", "roleHolders(directory, 'petitionClerk')", 'petitionClerk'],
    ["a clock's id", 'petition.clocks.find(({ clock }) => clock === "caseDue")', 'caseDue'],
    ["an office's word", "message: '请联系信访办。'", '信访办'],
    ["a post's title", '<th scope="col">联络员A角</th>', '联络员A角'],
  ])('and it is noticed when %s is', (_, code, name) => {
    expect(namedIn(code)).toContain(name);
    expect(namedIn(`/** ${name} */`)).toEqual([]);
  });
});
