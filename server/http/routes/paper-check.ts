import { type PaperCheck, paperCheck, paperCheckQuery } from '../../contract/papers.ts';
import type { FormId } from '../../domain/attachment.ts';
import type { PaperFile } from '../../domain/paper-file.ts';
import { route, type Scene } from '../route.ts';

export const checkPaper = route(
  {
    method: 'GET',
    path: '/api/papers/verify',
    summary: '核对打印件的验证码：与现在一致、与从前某一版一致，或者不是本系统打印',
    access: 'office',
    rate: 'reads',
    query: paperCheckQuery,
    answer: paperCheck,
  },
  async ({ query: { number, form, code }, person }, scene) => {
    const { store } = scene.deps;
    const page = await store.list({ scope: 'all', number, limit: 20 }, person.id, scene.now);
    const petition = page.items.find((candidate) => candidate.number === number);
    if (!petition) return { status: 200, body: NOT_OURS };
    const versions = await store.versionsOf(petition.id);
    // Backwards: a paper is usually looked at while it is still true.
    for (let events = versions.length; events > 0; events -= 1) {
      const file = await store.fileAfter(petition.id, events);
      const title = file && (await titleOfPaper(file, { form, code: legible(code) }, scene));
      if (file && title) {
        return { status: 200, body: found(file, title, events === versions.length) };
      }
    }
    return { status: 200, body: NOT_OURS };
  },
);

function found({ petition, events }: PaperFile, title: string, isCurrent: boolean): PaperCheck {
  const { id: petitionId, version } = petition;
  return {
    ...(isCurrent
      ? { outcome: 'current', text: '与系统现在的记录一致。' }
      : { outcome: 'earlier', text: `与系统第${version}版的记录一致，此后记录有变化。` }),
    found: { petitionId, title, version, at: events.at(-1)?.at ?? petition.registeredAt },
  };
}

const NOT_OURS: PaperCheck = {
  outcome: 'none',
  text: '与系统记录不一致：可能不是本系统打印，或者打印后被改动，或者件号、验证码有误。',
};

/** Of the paper that bears the code, printed from the file as it is here; null when none does. */
async function titleOfPaper(
  file: PaperFile,
  { form, code }: { readonly form: FormId | undefined; readonly code: string },
  { deps: { papers }, now, calendar }: Scene,
): Promise<string | null> {
  for (const entry of papers.entries(file, { now, calendar })) {
    if (form !== undefined && entry.form !== form) continue;
    const paper = await papers.paper(file, entry.form, entry.instance);
    if (paper && legible(paper.code) === code) return entry.title;
  }
  return null;
}

/** As somebody reads it off paper: without the dash, in any case, with the letters that look like digits. */
function legible(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
