import { type PaperCheck, paperCheck, paperCheckQuery } from '../../contract/papers.ts';
import type { PaperFile } from '../../domain/paper-file.ts';
import type { FormId } from '../../domain/regime.ts';
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
  async ({ query, person }, scene) => {
    const { number, form } = query;
    const { store } = scene.deps;
    const page = await store.list({ scope: 'all', number, limit: 20 }, person.id, scene.now);
    const petition = page.items.find((candidate) => candidate.number === number);
    if (!petition) return { status: 200, body: NOT_OURS };
    const code = legible(query.code);
    const versions = await store.versionsOf(petition.id);
    // Backwards: a paper is usually looked at while it is still true.
    for (let events = versions.length; events > 0; events -= 1) {
      const file = await store.fileAfter(petition.id, events);
      if (!file || !(await codesOf(file, form, scene)).includes(code)) continue;
      const { version } = file.petition;
      return { status: 200, body: found(version, events === versions.length) };
    }
    return { status: 200, body: NOT_OURS };
  },
);

function found(version: number, isCurrent: boolean): PaperCheck {
  return isCurrent
    ? { outcome: 'current', text: '与系统现在的记录一致。', version }
    : { outcome: 'earlier', text: `与系统第${version}版的记录一致，此后记录有变化。`, version };
}

const NOT_OURS: PaperCheck = {
  outcome: 'none',
  text: '与系统记录不一致：可能不是本系统打印，或者打印后被改动，或者件号、表单、验证码有误。',
};

async function codesOf(
  file: PaperFile,
  form: FormId,
  { deps: { papers }, now, calendar }: Scene,
): Promise<readonly string[]> {
  const entries = papers.entries(file, { now, calendar }).filter((entry) => entry.form === form);
  const made = await Promise.all(entries.map(({ instance }) => papers.paper(file, form, instance)));
  return made.flatMap((paper) => (paper ? [legible(paper.code)] : []));
}

/** As somebody reads it off paper: without the dash, in any case, with the letters that look like digits. */
function legible(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}
