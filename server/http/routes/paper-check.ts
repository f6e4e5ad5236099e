import { type PaperCheck, paperCheck, paperCheckQuery } from '../../contract/papers.ts';
import type { FormId } from '../../domain/attachment.ts';
import type { StaffMember } from '../../domain/directory.ts';
import type { OfficePaperFile } from '../../domain/office-paper-file.ts';
import type { PaperFile } from '../../domain/paper-file.ts';
import { noticesOf, type SanctionEvent } from '../../domain/sanctions/notice.ts';
import { noticeOfNumber } from '../../domain/sanctions/notice-number.ts';
import { route, type Scene } from '../route.ts';
import { paperFileOf, sightOf } from '../views/notice.ts';

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
    const asked = { form, code: legible(code) };
    const notice = noticeOfNumber(number);
    if (notice !== null) {
      return { status: 200, body: (await checkNotice(notice, asked, person, scene)) ?? NOT_OURS };
    }
    const page = await store.list({ scope: 'all', number, limit: 20 }, person.id, scene.now);
    const petition = page.items.find((candidate) => candidate.number === number);
    if (!petition) return { status: 200, body: NOT_OURS };
    const versions = await store.versionsOf(petition.id);
    // Backwards: a paper is usually looked at while it is still true.
    for (let events = versions.length; events > 0; events -= 1) {
      const file = await store.fileAfter(petition.id, events);
      const title = file && (await titleOfPaper(file, asked, scene));
      if (file && title) {
        return { status: 200, body: found(file, title, events === versions.length) };
      }
    }
    return { status: 200, body: NOT_OURS };
  },
);

/** Of a notice that this person may know of; the version that bears the code, the present one first. */
async function checkNotice(id: string, asked: Asked, person: StaffMember, scene: Scene) {
  const { events } = await scene.deps.store.sanctionLog();
  const own = events.filter(({ notice }) => notice === id);
  for (let version = own.length; version > 0; version -= 1) {
    const notices = noticesOf(own.slice(0, version));
    const [notice] = notices;
    // Whoever may know of it now may have the paper proved that was printed of an earlier version.
    const sight = notice && sightOf(notice, notices, person, scene);
    const title = sight && (await titleOfNotice(await paperFileOf(sight), asked, scene));
    if (title) return noticeFound(id, title, { version, isCurrent: version === own.length }, own);
  }
  return null;
}

function noticeFound(
  noticeId: string,
  title: string,
  { version, isCurrent }: { readonly version: number; readonly isCurrent: boolean },
  events: readonly SanctionEvent[],
): PaperCheck {
  const at = events[version - 1]?.at ?? 0;
  return { ...outcomeOf(version, isCurrent), found: { noticeId, title, version, at } };
}

async function titleOfNotice(
  file: OfficePaperFile,
  { form, code }: Asked,
  { deps: { papers } }: Scene,
): Promise<string | null> {
  for (const [id, { title }] of Object.entries(file.regime.papers?.notices ?? {})) {
    if (form !== undefined && id !== form) continue;
    const paper = await papers.noticePaper(file, id);
    if (paper && legible(paper.code) === code) return title;
  }
  return null;
}

interface Asked {
  readonly form: FormId | undefined;
  readonly code: string;
}

function found({ petition, events }: PaperFile, title: string, isCurrent: boolean): PaperCheck {
  const { id: petitionId, version } = petition;
  return {
    ...outcomeOf(version, isCurrent),
    found: { petitionId, title, version, at: events.at(-1)?.at ?? petition.registeredAt },
  };
}

function outcomeOf(version: number, isCurrent: boolean): Pick<PaperCheck, 'outcome' | 'text'> {
  return isCurrent
    ? { outcome: 'current', text: '与系统现在的记录一致。' }
    : { outcome: 'earlier', text: `与系统第${version}版的记录一致，此后记录有变化。` };
}

const NOT_OURS: PaperCheck = {
  outcome: 'none',
  text: '与系统记录不一致：可能不是本系统打印，或者打印后被改动，或者件号、验证码有误。',
};

/** Of the paper that bears the code, printed from the file as it is here; null when none does. */
async function titleOfPaper(
  file: PaperFile,
  { form, code }: Asked,
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
