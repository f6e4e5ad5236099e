import { archivable, lackingPieces } from '../../domain/guards.ts';
import type { PaperFile } from '../../domain/paper-file.ts';
import type { Failure } from '../failures.ts';
import { openForPrinting } from '../paper-access.ts';
import type { ArchiveContents } from '../paper-works.ts';
import { route, type Scene } from '../route.ts';
import { timelineOf } from '../timeline.ts';
import type { ViewContext } from '../views/context.ts';
import { petitionParams } from './petitions.ts';

export const archivePetition = route(
  {
    method: 'GET',
    path: '/api/petitions/:id/archive.zip',
    summary: '下载归档卷宗：全部表单、附件、办理过程和目录（仅已结束的件，下载即留痕）',
    access: 'signedIn',
    rate: 'writes',
    params: petitionParams,
    answer: 'application/zip',
  },
  async ({ params, person }, scene) => {
    const opened = await openForPrinting(params.id, person, scene);
    if ('failure' in opened) return opened;
    const { file, context } = opened;
    const { petition, regime } = file;
    if (regime.stages[petition.stage]?.end !== true) return { failure: NOT_ENDED };
    const contents = await contentsOf(file, context, scene);
    await scene.deps.store.recordAudit({
      at: scene.now,
      actor: person.id,
      action: 'export',
      petitionId: petition.id,
      ok: true,
      detail: `下载归档卷宗（第${petition.version}版）`,
    });
    const body = await scene.deps.papers.archive(contents);
    return { status: 200, body, saveAs: `归档卷宗（${petition.number}）.zip` };
  },
);

async function contentsOf(
  file: PaperFile,
  context: ViewContext,
  { deps: { store, papers } }: Scene,
): Promise<ArchiveContents> {
  const { id } = file.petition;
  const ready = papers.entries(file, context).filter(({ notYet }) => notYet === undefined);
  const made = await Promise.all(
    ready.map(async ({ title, form, instance }) => ({
      title,
      paper: await papers.paper(file, form, instance),
    })),
  );
  const facts = await store.attachmentsOf(id);
  const attachments = await Promise.all(facts.map((fact) => store.attachment(id, fact.id)));
  const then = { ...context, directory: file.directory };
  return {
    file,
    papers: made.flatMap(({ title, paper }) => (paper ? [{ title, paper }] : [])),
    pieces: piecesOf(file, context),
    timeline: timelineOf(file.petition, file.events, then),
    attachments: attachments.flatMap((found) =>
      found ? [{ name: found.fact.name, content: found.content }] : [],
    ),
  };
}

function piecesOf({ petition }: PaperFile, context: ViewContext): ArchiveContents['pieces'] {
  const lacking = lackingPieces(petition, context);
  return archivable(petition, context).map(({ title, paper }) => ({
    title,
    ...(paper === undefined ? {} : { paper }),
    missing: lacking.includes(title),
  }));
}

const NOT_ENDED: Failure = {
  status: 409,
  code: 'notEnded',
  message: '本件尚未办结归档，卷宗在归档后才能下载；办理中请逐份打印。',
};
