import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { PaperList } from '../../server/contract/papers.ts';
import { type Api, type Got, openApi, type Phone, registrationAt } from '../support/api.ts';
import { partOf, present, wordsIn, wordsOn } from '../support/papers.ts';
import {
  clerk,
  construction,
  demolition,
  director,
  otherClerk,
  petitionLeader,
} from '../support/people.ts';

const SHEET = 'handlingSheet';

async function opened() {
  const api = await openApi({ at: '2026-03-16 09:00' });
  return { api, office: await api.as(clerk) };
}

/** Registered, signed in, proposed and assigned to 征迁部. */
async function assignedTo(api: Api, office: Phone): Promise<string> {
  const { id } = await office.register();
  await office.act(id, 'signIn');
  await office.act(id, 'proposeAssignment', { unitId: demolition.id });
  const leader = await api.as(petitionLeader);
  await leader.act(id, 'assign', { unitId: demolition.id, opinion: '请认真调查处理。' });
  return id;
}

async function papers(phone: Phone, id: string): Promise<PaperList> {
  return (await phone.get(`/api/petitions/${id}/papers`)).json();
}

const printed = (phone: Phone, id: string, query = '') =>
  phone.get(`/api/petitions/${id}/papers/${SHEET}/print${query}`);

/** The answer as bytes. */
async function saved(api: Api, phone: Phone, path: string): Promise<Buffer> {
  const answer = await fetch(`${api.url}${path}`, { headers: { cookie: phone.cookie } });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

function codeOn(page: string): string {
  return present(/验证码 ([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(page)?.[1]);
}

async function audit({ office }: Api, action: string) {
  const entries = await office.store.auditTrail({ limit: 100 }, director);
  return entries.filter((entry) => entry.action === action);
}

describe('printing', () => {
  it('shows the petitioner in the clear and is written down: who, what, which version', async () => {
    const { api, office } = await opened();
    const id = await assignedTo(api, office);
    expect((await papers(office, id)).items[0]).not.toHaveProperty('printed');
    const page = await printed(office, id);
    expect(wordsOn(page.text)).toContain('刘金丝人数1人联系电话13800001111');
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const [entry] = await audit(api, 'print');
    expect(entry).toMatchObject({
      actor: clerk,
      petitionId: id,
      detail: '打印“2211”信访流程办理单（第4版）',
    });
    expect((await papers(office, id)).items[0]?.printed).toEqual({
      at: api.office.now(),
      by: '孟示例',
    });
  });

  it('gives Word a document of the same words, under a name that says what it is', async () => {
    const { api, office } = await opened();
    const id = await assignedTo(api, office);
    const path = `/api/petitions/${id}/papers/${SHEET}/docx`;
    const docx = await saved(api, office, path);
    expect(wordsIn(docx)).toContain('刘金丝');
    expect(partOf(docx, '[Content_Types].xml')).toContain('wordprocessingml');
    const { headers } = await office.get(path);
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain(
      '“2211”信访流程办理单（2026-0001）.docx',
    );
    expect(await audit(api, 'print')).toHaveLength(2);
  });

  it('makes a page without a style or a script of its own', async () => {
    const { api, office } = await opened();
    const id = await assignedTo(api, office);
    const { text } = await printed(office, id);
    expect(text).not.toMatch(/ style=|<style|<script(?! src=)| on\w+=/);
    const base = `${api.url}/api/petitions/${id}/papers/${SHEET}/print`;
    for (const [, address = ''] of text.matchAll(/(?:href|src)="(\.\.[^"]+)"/g)) {
      expect((await api.send({ path: new URL(address, base).pathname })).status).toBe(200);
    }
  });

  it('says what is missing for what cannot be printed yet, and prints nothing', async () => {
    const { api, office } = await opened();
    const id = await assignedTo(api, office);
    const answer = await office.get(`/api/petitions/${id}/papers/opinionLetter/print`);
    expect(answer.status).toBe(409);
    expect(answer.json().message).toBe(
      '还不能打印“信访处理意见书”：只用于申诉求决类；办结签批后可打印。',
    );
    expect((await office.get(`/api/petitions/${id}/papers/noSuchForm/print`)).status).toBe(404);
    expect(await audit(api, 'print')).toEqual([]);
  });
});

describe('who may print', () => {
  it('is who may reveal: the liaisons, not a leader, and the attempt is written down', async () => {
    const { api, office } = await opened();
    const id = await assignedTo(api, office);
    expect((await printed(await api.as(demolition.liaisonB), id)).status).toBe(200);
    const leader = await api.as(petitionLeader);
    const refused = await printed(leader, id);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('刘金丝');
    const list = await papers(leader, id);
    expect(list.mayNotPrint).toBe(refused.json().message);
    expect(await audit(api, 'refused')).toMatchObject([{ actor: petitionLeader, detail: 'print' }]);
  });

  it.each([
    ['a unit it was not given to', construction.liaisonA, {}],
    [
      'the accused',
      otherClerk,
      {
        appealType: 'accusation',
        accused: { staffIds: [otherClerk], unitIds: [], outside: false },
      },
    ],
  ])('is nobody of %s: the answers are those for nothing at all', async (_, who, changes) => {
    const { api, office } = await opened();
    const { id, number } = await office.register(changes);
    const code = codeOn((await printed(office, id)).text);
    const phone = await api.as(who);
    const ask = (petition: string, of: string) =>
      Promise.all(
        [
          `/api/petitions/${petition}/papers`,
          `/api/petitions/${petition}/papers/${SHEET}/print`,
          `/api/petitions/${petition}/papers/${SHEET}/docx?version=1`,
          `/api/petitions/${petition}/archive.zip`,
          `/api/papers/verify?number=${of}&form=${SHEET}&code=${code}`,
          `/api/papers/verify?number=${of}&code=${code}`,
        ].map(async (path) => bytes(await phone.get(path))),
      );
    expect(await ask(id, number)).toEqual(await ask('AAAAAAAAAAAAAAAA', '2026-9999'));
    expect(await audit(api, 'refused')).toEqual([]);
  });
});

describe('the code at the foot of a paper', () => {
  it('is confirmed while the file says what the paper says, and is an earlier one after that', async () => {
    const { api, office } = await opened();
    const { id, number } = await office.register();
    const code = codeOn((await printed(office, id)).text);
    const check = async (asked: string, form = SHEET) =>
      (await office.get(`/api/papers/verify?number=${number}&form=${form}&code=${asked}`)).json();
    const found = {
      petitionId: id,
      title: '“2211”信访流程办理单',
      version: 1,
      at: api.office.now(),
    };
    expect(await check(code)).toMatchObject({ outcome: 'current', found });
    expect(await check(code.toLowerCase().replace('-', ' '))).toMatchObject({ outcome: 'current' });
    await api.office.setTime('2026-03-16 09:20');
    await office.act(id, 'signIn');
    expect(await check(code)).toMatchObject({ outcome: 'earlier', found });
    expect(await check(code, 'visitSheet')).not.toHaveProperty('found');
    const other = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    expect(await check(other)).toEqual(await check('AAAAA-AAAAA'));
  });

  it('says which paper it stands on when nobody says which it is', async () => {
    const { api, office } = await opened();
    const { id, number } = await office.register();
    await office.act(id, 'signIn');
    const reason = { competentOrgan: '越城区人民政府', legalBasis: '《信访工作条例》第二十二条' };
    await office.act(id, 'requestTransfer', reason);
    expect((await office.act(id, 'confirmTransfer')).status).toBe(200);
    const ready = (await papers(office, id)).items.filter(({ notYet }) => notYet === undefined);
    expect(ready.length).toBeGreaterThan(1);
    for (const { form, instance, title } of ready) {
      const path = `/api/petitions/${id}/papers/${form}/print?instance=${instance}`;
      const code = codeOn((await office.get(path)).text);
      const answer = await office.get(`/api/papers/verify?number=${number}&code=${code}`);
      expect(answer.json()).toMatchObject({ outcome: 'current', found: { title } });
    }
    const anybody = await api.as(demolition.liaisonA);
    expect((await anybody.get(`/api/papers/verify?number=${number}&code=0`)).status).toBe(403);
  });

  it('stays the same when the paper is printed again as of then, corrected as it may be since', async () => {
    const { api, office } = await opened();
    const { id } = await office.register();
    const first = await printed(office, id);
    const registered = registrationAt(api.office.now());
    await api.office.setTime('2026-03-16 09:20');
    const amendment = { ...registered, title: '更正后的标题', body: '更正后的信访诉求。' };
    const reason = '登记有误，更正。';
    const amended = await office.act(id, 'amend', { reason }, { amendment });
    expect(amended.status).toBe(200);
    expect((await printed(office, id)).text).toContain('更正后的信访诉求');
    expect((await printed(office, id, '?version=1')).text).toBe(first.text);
    expect((await printed(office, id, '?version=3')).json().code).toBe('noSuchVersion');
  });
});

describe('the archive of an ended petition', () => {
  async function ended(office: Phone): Promise<string> {
    const { id } = await office.register();
    await office.act(id, 'signIn');
    const reason = { competentOrgan: '越城区人民政府', legalBasis: '《信访工作条例》第二十二条' };
    await office.act(id, 'requestTransfer', reason);
    expect((await office.act(id, 'confirmTransfer')).status).toBe(200);
    return id;
  }

  it('holds everything, each file with its hash, and is the same bytes every time', async () => {
    const { api, office } = await opened();
    const id = await ended(office);
    expect((await papers(office, id)).mayArchive).toBe(true);
    const path = `/api/petitions/${id}/archive.zip`;
    const zip = await saved(api, office, path);
    const files = unzipSync(zip);
    const manifest = JSON.parse(strFromU8(present(files['manifest.json'])));
    const named = manifest.files.map(({ name }: { name: string }) => name);
    expect(named).toEqual([
      '表单/01-“2211”信访流程办理单.docx',
      '表单/01-“2211”信访流程办理单.html',
      '表单/02-信访事项转送告知书.docx',
      '表单/02-信访事项转送告知书.html',
      '表单/print.css',
      '办理过程.html',
    ]);
    expect(Object.keys(files).toSorted()).toEqual(
      [...named, '目录.html', 'manifest.json'].toSorted(),
    );
    for (const { name, sha256, size } of manifest.files) {
      const content = present(files[name]);
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      expect(content.length).toBe(size);
      expect(strFromU8(present(files['目录.html']))).toContain(sha256);
    }
    expect(strFromU8(present(files['办理过程.html']))).toContain('孟示例登记了本件');
    await api.office.setTime('2026-03-18 10:00');
    expect((await saved(api, await api.as(clerk), path)).equals(zip)).toBe(true);
    expect(await audit(api, 'export')).toHaveLength(2);
  });

  it('is not made before the petition has ended, nor for who may not reveal', async () => {
    const { api, office } = await opened();
    const { id } = await office.register();
    expect((await papers(office, id)).mayArchive).toBe(false);
    expect((await office.get(`/api/petitions/${id}/archive.zip`)).json().code).toBe('notEnded');
    const over = await ended(office);
    const leader = await api.as(petitionLeader);
    expect((await leader.get(`/api/petitions/${over}/archive.zip`)).status).toBe(403);
    expect((await papers(leader, over)).mayArchive).toBe(false);
  });
});

/** Everything a person sees of an answer, save the request's own number. */
function bytes({ status, headers, text }: Got) {
  const { 'x-request-id': requestId = '', date: _, ...rest } = headers;
  return JSON.stringify({ status, rest, text }).replaceAll(String(requestId), '(number)');
}
