import {
  importAnswer,
  importColumnsBody,
  importList,
  importParams,
  importQuery,
  importUploadQuery,
  MOST_IMPORT_BYTES,
  MOST_IMPORT_ROWS,
} from '../../contract/import.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { LedgerImport } from '../../store/import-store.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { type Reply, type Route, route, type Scene } from '../route.ts';
import { takeScene } from '../scene.ts';
import { faultsOf, importSummaryOf, importViewOf } from '../views/import.ts';

const office = { access: 'office', rate: 'reads' } as const;
const change = { access: 'office', rate: 'writes', method: 'POST' } as const;
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PAGE = 200;

const template = route(
  {
    ...office,
    method: 'GET',
    path: '/api/import/template.xlsx',
    summary: '台账导入模板',
    answer: WORKBOOK,
  },
  async (_asked, { deps, regime }) => {
    const body = await deps.imports.template(regime);
    return { status: 200, body, saveAs: '信访台账导入模板.xlsx' };
  },
);

const upload = route(
  {
    ...change,
    path: '/api/imports',
    summary: '上传台账（.xlsx），得到预览；尚不登记',
    query: importUploadQuery,
    upload: { maximumBytes: MOST_IMPORT_BYTES },
    answer: importAnswer,
    created: true,
  },
  async ({ bytes, query, person }, scene) => {
    const kept = await scene.deps.imports.upload(bytes, query.name, person);
    if (!kept.ok) {
      return { failure: { status: 422, code: 'unreadableWorkbook', message: kept.refusal } };
    }
    return answerWith(kept.value, person, scene, { status: 201 });
  },
);

const list = route(
  {
    ...office,
    method: 'GET',
    path: '/api/imports',
    summary: '本人的台账导入',
    answer: importList,
  },
  async ({ person }, scene) => {
    const kept = await scene.deps.store.importsOf(person.id);
    const items = await Promise.all(kept.map((each) => importSummaryOf(each, scene)));
    return { status: 200, body: { now: scene.now, items } };
  },
);

const show = route(
  {
    ...office,
    method: 'GET',
    path: '/api/imports/:id',
    summary: '一次导入的预览、进度和逐行结果（仅上传人）',
    params: importParams,
    query: importQuery,
    answer: importAnswer,
  },
  ({ params, query, person }, scene) =>
    answerWith(params.id, person, scene, {
      after: query.after,
      ...(query.show === undefined ? {} : { outcomes: [query.show] }),
    }),
);

const columns = route(
  {
    ...change,
    path: '/api/imports/:id/columns',
    summary: '调整各列含义后重新预览',
    params: importParams,
    body: importColumnsBody,
    answer: importAnswer,
  },
  async ({ params, body, person }, scene) => {
    const mine = await findMine(params.id, person, scene);
    if (!mine) return { failure: NOT_FOUND };
    const reread = await scene.deps.imports.reread(mine, body);
    return reread ? answerWith(mine.id, person, scene) : { failure: NO_PREVIEW };
  },
);

const start = route(
  {
    ...change,
    path: '/api/imports/:id/start',
    summary: '开始登记预览中无误的各行',
    params: importParams,
    answer: importAnswer,
  },
  async ({ params, person }, scene) => {
    const mine = await findMine(params.id, person, scene);
    if (!mine) return { failure: NOT_FOUND };
    const started = await scene.deps.imports.start(mine.id);
    return started || mine.state === 'running'
      ? answerWith(mine.id, person, scene)
      : { failure: NO_PREVIEW };
  },
);

const cancel = route(
  {
    ...change,
    path: '/api/imports/:id/cancel',
    summary: '停止导入；已登记的保留',
    params: importParams,
    answer: importAnswer,
  },
  async ({ params, person }, scene) => {
    const mine = await findMine(params.id, person, scene);
    if (!mine) return { failure: NOT_FOUND };
    await scene.deps.imports.cancel(mine.id);
    return answerWith(mine.id, person, scene);
  },
);

const corrections = route(
  {
    ...office,
    method: 'GET',
    path: '/api/imports/:id/errors.xlsx',
    summary: '没有登记的各行及原因，改正后可再次导入',
    params: importParams,
    answer: WORKBOOK,
  },
  async ({ params, person }, scene) => {
    const mine = await findMine(params.id, person, scene);
    if (!mine) return { failure: NOT_FOUND };
    const rows = await scene.deps.store.importRows(mine.id, {
      outcomes: mine.state === 'cancelled' ? ['ready', 'faulty', 'refused'] : ['faulty', 'refused'],
      after: 0,
      limit: MOST_IMPORT_ROWS,
    });
    const explained = rows.map((row) => ({
      row: row.row,
      cells: row.cells,
      why: row.outcome === 'ready' ? '导入已停止，这一行尚未登记。' : reasons(row, mine, scene),
    }));
    const body = await scene.deps.imports.corrections(mine.content, explained);
    return { status: 200, body, saveAs: '未导入的行.xlsx' };
  },
);

/** Every address of the import of ledgers. */
export const importRoutes: readonly Route[] = [
  template,
  upload,
  list,
  show,
  columns,
  start,
  cancel,
  corrections,
];

const NO_PREVIEW: Failure = {
  status: 409,
  code: 'importNotPreview',
  message: '这次导入已经开始、停止或完成，不能再改。需要时请重新上传台账。',
};

/** What somebody has uploaded is his alone: it may accuse a colleague. */
async function findMine(
  id: string,
  person: StaffMember,
  { deps: { store } }: Scene,
): Promise<LedgerImport | null> {
  const kept = await store.findImport(id);
  return kept?.staffId === person.id ? kept : null;
}

interface Showing {
  readonly status?: 200 | 201;
  readonly after?: number;
  readonly outcomes?: readonly ('ready' | 'faulty' | 'known' | 'registered' | 'refused')[];
}

async function answerWith(
  id: string,
  person: StaffMember,
  { deps, office }: Scene,
  { status = 200, after = 0, outcomes }: Showing = {},
): Promise<Reply<ReturnType<typeof importAnswer.parse>>> {
  const scene = await takeScene(deps, office.id);
  const kept = await findMine(id, person, scene);
  if (!kept) return { failure: NOT_FOUND };
  const [samples, found] = await Promise.all([
    deps.store.importRows(id, { after: 0, limit: 3 }),
    deps.store.importRows(id, { after, limit: PAGE + 1, ...(outcomes ? { outcomes } : {}) }),
  ]);
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const view = await importViewOf(kept, { rows, samples }, person, scene);
  const next = found.length > PAGE && last ? { next: last.row } : {};
  return { status, body: { now: scene.now, import: { ...view, ...next } } };
}

function reasons(row: Parameters<typeof faultsOf>[0], mine: LedgerImport, scene: Scene): string {
  return faultsOf(row, mine, scene)
    .map(({ column, message }) => (column === undefined ? message : `${column}：${message}`))
    .join('\n');
}
