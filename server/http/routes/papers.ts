import type { z } from 'zod';
import { identifier } from '../../contract/field.ts';
import { type PaperView, paperList, paperQuery } from '../../contract/papers.ts';
import type { FormId } from '../../domain/attachment.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { PaperFile } from '../../domain/paper-file.ts';
import { inTerms } from '../../domain/terms.ts';
import type { Print } from '../../store/file-store.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { findVisible } from '../files.ts';
import { MAY_NOT_PRINT, openForPrinting } from '../paper-access.ts';
import type { Paper, PaperEntry } from '../paper-works.ts';
import { openRoute, route, type Scene } from '../route.ts';
import { contextOf } from '../views/context.ts';
import { nameOf } from '../views/people.ts';
import { mayReveal } from '../views/reveal.ts';
import { petitionParams } from './petitions.ts';

export const listPapers = route(
  {
    method: 'GET',
    path: '/api/petitions/:id/papers',
    summary: '本件的表单和文书：能否打印、何时打印、签字件是否回传',
    access: 'signedIn',
    rate: 'reads',
    params: petitionParams,
    answer: paperList,
  },
  async ({ params, person }, scene) => {
    const { store, papers } = scene.deps;
    const petition = await findVisible(params.id, person, scene);
    const file = petition && (await store.fileAfter(petition.id));
    if (!file) return { failure: NOT_FOUND };
    const context = contextOf(file.petition, person, scene);
    const mayPrint = mayReveal(file.petition, context);
    const [prints, attachments] = await Promise.all([
      store.printsOf(params.id),
      store.attachmentsOf(params.id),
    ]);
    const items = papers.entries(file, context).map((entry): PaperView => {
      const printed = lastPrint(entry, file, prints);
      return {
        ...entry,
        ...(printed
          ? { printed: { at: printed.at, by: nameOf(printed.by, scene.directory) } }
          : {}),
        scans: attachments
          .filter(({ form }) => form === entry.form)
          .map(({ id, name, addedAt }) => ({ id, name, at: addedAt })),
      };
    });
    const mayArchive = mayPrint && context.regime.stages[file.petition.stage]?.end === true;
    return {
      status: 200,
      body: {
        now: scene.now,
        items,
        mayArchive,
        ...(mayPrint ? {} : { mayNotPrint: inTerms(MAY_NOT_PRINT.message, context.regime.terms) }),
      },
    };
  },
);

const paperParams = petitionParams.extend({ form: identifier });

export const paperForWord = route(
  {
    method: 'GET',
    path: '/api/petitions/:id/papers/:form/docx',
    summary: '下载表单或文书（Word），打印即留痕',
    access: 'signedIn',
    rate: 'reads',
    params: paperParams,
    query: paperQuery,
    answer: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  async ({ params, query, person }, scene) => {
    const printed = await print(params, query, person, scene);
    if ('failure' in printed) return printed;
    const { title, number, paper } = printed;
    return { status: 200, body: await paper.docx(), saveAs: `${title}（${number}）.docx` };
  },
);

export const paperForPrinting = route(
  {
    method: 'GET',
    path: '/api/petitions/:id/papers/:form/print',
    summary: '打印表单或文书（网页），打印即留痕',
    access: 'signedIn',
    rate: 'reads',
    params: paperParams,
    query: paperQuery,
    answer: 'text/html',
  },
  async ({ params, query, person }, scene) => {
    const printed = await print(params, query, person, scene);
    if ('failure' in printed) return printed;
    // Beside the page wherever the office is served from: in the sandbox every phone has its own address.
    const shared = '../../../../papers';
    const links = { style: `${shared}/print.css`, script: `${shared}/print.js` };
    return { status: 200, body: printed.paper.page(links) };
  },
);

export const paperStyle = openRoute(
  {
    method: 'GET',
    path: '/api/papers/print.css',
    summary: '打印页的样式',
    access: 'everyone',
    answer: 'text/css',
  },
  (_asked, { deps }) => ({ status: 200, body: deps.papers.style }),
);

export const paperScript = openRoute(
  {
    method: 'GET',
    path: '/api/papers/print.js',
    summary: '打印页的打印按钮',
    access: 'everyone',
    answer: 'text/javascript',
  },
  (_asked, { deps }) => ({ status: 200, body: deps.papers.script }),
);

interface Printed {
  readonly title: string;
  readonly number: string;
  readonly paper: Paper;
}

/** The paper, once the audit trail says who printed what. */
async function print(
  { id, form }: z.output<typeof paperParams>,
  { instance, version }: z.output<typeof paperQuery>,
  person: StaffMember,
  scene: Scene,
): Promise<Printed | { readonly failure: Failure }> {
  const { deps, now } = scene;
  const opened = await openForPrinting(id, person, scene, version);
  if ('failure' in opened) return opened;
  const { file, context } = opened;
  const entry = deps.papers
    .entries(file, context)
    .find((candidate) => candidate.form === form && candidate.instance === instance);
  if (!entry) return { failure: NOT_FOUND };
  const paper = entry.notYet === undefined ? await deps.papers.paper(file, form, instance) : null;
  if (!paper) return { failure: notYet(entry) };
  const detail = `${printReason(form, instance, file)}第${file.petition.version}版）`;
  const { number } = file.petition;
  await deps.store.recordAudit({
    at: now,
    actor: person.id,
    action: 'print',
    petitionId: id,
    ok: true,
    detail,
  });
  return { title: entry.title, number, paper };
}

function notYet({ title, notYet: why = '' }: PaperEntry): Failure {
  return { status: 409, code: 'paperNotYet', message: `还不能打印“${title}”：${why}` };
}

function printReason(form: FormId, instance: number, { regime }: PaperFile): string {
  const which = instance === 1 ? '' : `之${instance}`;
  return `打印${regime.forms[form]?.title ?? form}${which}（`;
}

function lastPrint(
  { form, instance }: PaperEntry,
  file: PaperFile,
  prints: readonly Print[],
): Print | undefined {
  const reason = printReason(form, instance, file);
  return prints.find(({ detail }) => detail.startsWith(reason));
}
