/**
 * Who may import whom. Four rings: domain and contract ← store and execute ← edges ← main.
 * Types count like values, so a rule cannot be walked around with `import type`, unless the rule
 * itself says that types are welcome.
 */

const edges = '(http|bot|receiving|jobs|forms|ledger|dingtalk|sandbox)';
const module = (name) => `(^|/)node_modules/(@types/)?${name}(/|$)`;
const storage = [module('drizzle-orm'), module('better-sqlite3'), '^db/schema'];
const dingtalkSdk = [module('@alicloud/[^/]+'), module('dingtalk-stream')];

function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from, to };
}

export default {
  forbidden: [
    forbid('no-cycle', 'no cycles, type-only ones included', {}, { circular: true }),
    forbid('no-missing-module', 'every import must resolve', {}, { couldNotResolve: true }),

    forbid(
      'domain-is-pure',
      'the domain imports nothing outside itself: no package, no node module',
      { path: '^server/domain/' },
      { pathNot: '^server/domain/', couldNotResolve: false },
    ),
    forbid(
      'contract-is-isomorphic',
      'the contract imports itself, zod and domain types',
      { path: '^server/contract/' },
      { pathNot: ['^server/(contract|domain)/', module('zod')] },
    ),
    forbid(
      'contract-takes-domain-types',
      'the contract takes types from the domain, and days and instants from its time module',
      { path: '^server/contract/' },
      {
        path: '^server/domain/',
        pathNot: '^server/domain/time\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'store-knows-domain-and-db',
      'the store imports the domain and db, no other part of the server',
      { path: '^server/store/' },
      {
        path: ['^server/', module('koa'), module('@koa/[^/]+')],
        pathNot: '^server/(store|domain)/',
      },
    ),
    forbid(
      'execute-knows-domain-and-store',
      'the command path imports the domain, the store and the types Db and Tx',
      { path: '^server/execute\\.ts$' },
      {
        path: ['^server/', '^db/', module('koa'), module('@koa/[^/]+')],
        pathNot: ['^server/(domain|store)/', '^db/open\\.ts$'],
      },
    ),
    forbid(
      'configuration-stands-alone',
      'the configuration is read before anything else exists',
      { path: '^server/config(-dingtalk|-fields)?\\.ts$' },
      { path: ['^server/', '^db/'], pathNot: '^server/(domain/|config(-dingtalk|-fields)?\\.ts$)' },
    ),

    forbid(
      'edges-are-strangers',
      'http, bot, receiving, jobs, forms, ledger, dingtalk and sandbox never import each other',
      { path: `^server/${edges}/` },
      { path: `^server/${edges}/`, pathNot: '^server/$1/' },
    ),
    forbid(
      'edges-face-inwards',
      'an edge imports execute, the domain, the contract and the store; main hands it the rest',
      { path: `^server/${edges}/` },
      {
        path: '^server/',
        pathNot: ['^server/execute\\.ts$', '^server/(domain|contract|store)/', `^server/${edges}/`],
      },
    ),
    forbid(
      'edges-see-only-database-types',
      'an edge is handed the open database; of db it sees the types in db/open',
      { path: `^server/${edges}/`, pathNot: '^server/sandbox/' },
      { path: '^db/', pathNot: '^db/open\\.ts$' },
    ),
    forbid(
      'edges-do-not-open-the-database',
      'only main opens the database',
      { path: ['^server/execute\\.ts$', `^server/${edges}/`] },
      { path: '^db/open\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'sandbox-is-outside',
      'the embedded DingTalk plays another company: it never reaches into the office',
      { path: '^server/sandbox/' },
      { path: ['^server/(execute\\.ts$|store/)', '^db/(?!seed)'] },
    ),
    forbid(
      'one-door-to-dingtalk',
      "only server/dingtalk knows DingTalk's own library",
      { path: '^(server|db)/', pathNot: '^server/dingtalk/' },
      { path: dingtalkSdk },
    ),
    forbid(
      'only-the-store-names-a-table',
      'tables, SQL and drivers belong to server/store and db',
      { path: '^(server|miniapp)/', pathNot: '^server/(store|replay)/' },
      { path: storage },
    ),

    forbid(
      'db-knows-domain-types',
      'db imports nothing of the application but domain types',
      { path: '^db/' },
      { path: '^(server|miniapp|tests)/', pathNot: '^server/domain/' },
    ),
    forbid(
      'db-takes-only-types',
      'db takes only types from the domain; seed loaders also ask it whether the data is sound',
      { path: '^db/', pathNot: '^db/(seed|regime-schema)' },
      { path: '^server/domain/', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'miniapp-knows-the-contract',
      'the mini-app imports server/contract and no other part of the server',
      { path: '^miniapp/' },
      { path: '^(server|db|tests)/', pathNot: '^server/contract/' },
    ),
    forbid(
      'miniapp-runs-in-a-browser',
      'no node module in the mini-app; only its build may use one',
      { path: '^miniapp/', pathNot: '^miniapp/vite\\.config\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'one-door-to-the-dingtalk-client',
      'only miniapp/dingtalk.ts imports dingtalk-jsapi',
      { path: '^miniapp/', pathNot: '^miniapp/dingtalk\\.ts$' },
      { path: module('dingtalk-jsapi') },
    ),
    forbid(
      'server-does-not-know-the-screens',
      'the mini-app is served as built files, never imported',
      { path: '^(server|db)/' },
      { path: '^miniapp/' },
    ),

    forbid(
      'calculator-needs-no-server',
      'the deadline calculator is the domain and the seed calendars: no ring around them',
      { path: '^server/[^/]*deadline[^/]*\\.ts$' },
      { path: ['^server/(?!domain/)[^/]+/', '^server/(config|execute)\\.ts$', '^db/(?!seed)'] },
    ),
    forbid(
      'main-is-the-top',
      'nobody imports the composition root',
      {},
      { path: '^server/main\\.ts$' },
    ),
    forbid(
      'entries-are-not-libraries',
      'the calculator and the demonstration are started, not imported',
      { pathNot: ['^tests/', '^server/replay/'] },
      { path: '^server/(deadline\\.ts$|replay/)' },
    ),
    forbid(
      'tests-are-the-outside',
      'nobody imports tests',
      { pathNot: '^tests/' },
      { path: '^tests/' },
    ),
    forbid(
      'production-needs-no-tools',
      'what runs in production may not import a development dependency',
      { path: '^(server|db)/', pathNot: '^server/replay/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Without the condition names `vitest/config` and its like do not resolve.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.vue', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
