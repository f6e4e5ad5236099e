import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Got, nextCommandId, openApi, registrationAt } from '../support/api.ts';
import { city, clerk, construction, demolition, otherClerk } from '../support/people.ts';
import { at } from '../support/time.ts';
import { PDF, PNG, sendFile, uploaded } from '../support/uploads.ts';

const TEN_MEGABYTES = 10 * 1024 * 1024;
const START = '2026-03-16 09:00';

async function officeWithPetition(changes: Record<string, unknown> = {}) {
  const api = await openApi({ at: START });
  const office = await api.as(clerk);
  const { id } = await office.register(changes);
  return { api, office, id };
}

const evidence = (ids: readonly string[]) => ({ purpose: 'evidence', attachments: ids });
const codeOf = (got: Got) => [got.status, got.json().code];
/** A JPEG that says where it was taken; `up` is which way is up. */
function photo(up: number): Buffer {
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', 'latin1');
  const segment = Buffer.concat([exif, Buffer.of(up, 0, 0, 0, 0, 0, 0), Buffer.from('GPS30.0N')]);
  const length = Buffer.of(0, segment.length + 2);
  const scan = Buffer.from('ffda0002112233ffd9', 'hex');
  return Buffer.concat([Buffer.from('ffd8ffe1', 'hex'), length, segment, scan]);
}

describe('a file', () => {
  it('is on the file once an act names it, with its name, size and hash', async () => {
    const { api, office, id } = await officeWithPetition();
    const file = await uploaded(api, office, id, { name: '来信第一页.png' });
    expect((await office.show(id)).attachments).toEqual([]);
    expect((await office.act(id, 'attachFiles', evidence([file]))).status).toBe(200);
    const [shown] = (await office.show(id)).attachments;
    expect(shown).toMatchObject({
      id: file,
      name: '来信第一页.png',
      mediaType: 'image/png',
      size: PNG.length,
      sha256: createHash('sha256').update(PNG).digest('hex'),
      purposeText: '佐证材料',
      petitionerVisible: false,
      at: at(START),
    });
  });

  it('is shown as a picture or offered for saving, by what it is', async () => {
    const { api, office, id } = await officeWithPetition();
    const picture = await uploaded(api, office, id);
    const paper = await uploaded(api, office, id, { name: '鉴定 报告.pdf', content: PDF });
    await office.act(id, 'attachFiles', evidence([picture, paper]));
    const shown = await office.get(`/api/petitions/${id}/attachments/${picture}`);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(shown.headers['content-disposition']).toBeUndefined();
    const saved = await office.get(`/api/petitions/${id}/attachments/${paper}`);
    expect(saved.headers['content-type']).toBe('application/pdf');
    expect(saved.headers['content-disposition']).toContain(encodeURIComponent('鉴定 报告.pdf'));
    expect(saved.text).toBe(PDF.toString());
  });

  it('is told of in the record as a number of files, and nowhere by its name', async () => {
    const { api, office, id } = await officeWithPetition();
    const file = await uploaded(api, office, id, { name: '金丝雀身份证.png' });
    await office.act(id, 'attachFiles', evidence([file]));
    const entry = (await office.show(id)).timeline.at(-1);
    expect(entry?.text).toContain('办理“上传材料、扫描件”，佐证材料');
    expect(entry?.details).toEqual(['附件1份。']);
    expect(JSON.stringify(await api.office.store.events(id))).not.toContain('金丝雀身份证');
    expect(api.log.join('')).not.toContain('金丝雀身份证');
  });

  it('may be sent before registration by the office, and is on the file with it', async () => {
    const api = await openApi({ at: START });
    const office = await api.as(clerk);
    const got = await sendFile(api, office, '/api', { name: '来信.png' });
    const body = { registration: registrationAt(at(START)), attachments: [got.json().id] };
    const answer = await office.post('/api/petitions', { commandId: nextCommandId(), ...body });
    expect(answer.status).toBe(201);
    expect(answer.json().petition.attachments).toMatchObject([
      { name: '来信.png', purposeText: '信访材料' },
    ]);
    const again = await office.post('/api/petitions', { commandId: nextCommandId(), ...body });
    expect(codeOf(again)).toEqual([422, 'uploadMissing']);
    const liaison = await api.as(demolition.liaisonA);
    expect((await sendFile(api, liaison, '/api')).status).toBe(403);
  });
});

describe('an upload is refused', () => {
  it('one byte beyond ten megabytes, and taken at exactly ten', async () => {
    const { api, office, id } = await officeWithPetition();
    const content = Buffer.concat([PNG, Buffer.alloc(TEN_MEGABYTES + 1 - PNG.length)]);
    const over = await sendFile(api, office, `/api/petitions/${id}`, { content });
    expect(codeOf(over)).toEqual([413, 'tooLarge']);
    expect(over.json().message).toContain('10 MB');
    const exact = content.subarray(0, TEN_MEGABYTES);
    const taken = await sendFile(api, office, `/api/petitions/${id}`, { content: exact });
    expect([taken.status, taken.json().size]).toEqual([201, TEN_MEGABYTES]);
  });

  const zip = (part: string) => Buffer.from(`PK\x03\x04${part}`, 'latin1');
  const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  it.each([
    ['a picture called otherwise', 'a.txt', PNG, 'image/png'],
    ['a photo', 'a.jpg', photo(1), 'image/jpeg'],
    ['a WebP picture', 'a.webp', Buffer.from('RIFF0000WEBP'), 'image/webp'],
    ['a PDF', 'a.pdf', PDF, 'application/pdf'],
    ['a document', 'a.docx', zip('word/document.xml'), /wordprocessingml/],
    ['a table', 'a.xlsx', zip('xl/workbook.xml'), /spreadsheetml/],
    ['an old document', 'a.DOC', compound, 'application/msword'],
    ['an old table', 'a.xls', compound, 'application/vnd.ms-excel'],
    ['a page that calls itself a picture', 'a.png', Buffer.from('<html>'), null],
    ['a drawing that could run a script', 'a.svg', Buffer.from('<svg/>'), null],
    ['a program', 'a.exe', Buffer.from('MZ'), null],
    ['any other archive', 'a.zip', zip('note.txt'), null],
    ['a document with macros', 'a.docm', zip('word/document.xml word/vbaProject.bin'), null],
    ['an installer', 'a.msi', compound, null],
    ['a phone’s own picture format', 'a.heic', Buffer.from('0000ftypheic'), null],
    ['nothing', 'a.png', Buffer.alloc(0), null],
  ])('or taken by what it really is: %s', async (_, name, content, mediaType) => {
    const { api, office, id } = await officeWithPetition();
    const got = await sendFile(api, office, `/api/petitions/${id}`, { name, content });
    if (mediaType === null) expect(codeOf(got)).toEqual([415, 'wrongFileType']);
    else expect(got.json().mediaType).toMatch(mediaType);
  });

  it.each([
    ['../../etc/照片.png', '照片.png'],
    ['C:\\照片\\现场.png', '现场.png'],
    ['gnp.\u202e照片.png', 'gnp.照片.png'],
    ['照片\r\nSet-Cookie: a=b.png', '照片Set-Cookie a=b.png'],
    ['....png', '附件.png'],
    ['报告.exe', '报告.exe.png'],
    [`${'长'.repeat(200)}.png`, `${'长'.repeat(75)}.png`],
  ])('never for its name, which is cleaned: %j', async (name, cleaned) => {
    const { api, office, id } = await officeWithPetition();
    const got = await sendFile(api, office, `/api/petitions/${id}`, { name });
    expect(got.json().name).toBe(cleaned);
  });
});

describe('a photo', () => {
  it('loses the place where it was taken and keeps which way is up', async () => {
    const { api, office, id } = await officeWithPetition();
    const file = await uploaded(api, office, id, { name: '照片.jpg', content: photo(6) });
    await office.act(id, 'attachFiles', evidence([file]));
    const { text } = await office.get(`/api/petitions/${id}/attachments/${file}`);
    expect(photo(6).includes('GPS')).toBe(true);
    expect(text).not.toContain('GPS');
    const kept = await api.office.store.attachment(id, file);
    expect(kept?.content.subarray(-9).toString('hex')).toBe('ffda0002112233ffd9');
    expect(kept?.content.readUInt16LE(kept.content.indexOf('Exif') + 6 + 18)).toBe(6);
  });

  it('whose parts make no sense stays as it is', async () => {
    const { api, office, id } = await officeWithPetition();
    const broken = Buffer.from('ffd8ffe1ffff00', 'hex');
    const file = await uploaded(api, office, id, { name: '照片.jpg', content: broken });
    await office.act(id, 'attachFiles', evidence([file]));
    expect((await api.office.store.attachment(id, file))?.content).toEqual(broken);
  });
});

describe('only one’s own upload for this very petition can be put on its file', () => {
  it('not another person’s', async () => {
    const { api, office, id } = await officeWithPetition();
    const file = await uploaded(api, await api.as(otherClerk), id);
    const got = await office.act(id, 'attachFiles', evidence([file]));
    expect(codeOf(got)).toEqual([422, 'uploadMissing']);
    const own = await (await api.as(otherClerk)).act(id, 'attachFiles', evidence([file]));
    expect(own.status).toBe(200);
  });

  it('not one of another petition, not twice, and not one that never was', async () => {
    const { api, office, id } = await officeWithPetition();
    const { id: other } = await office.register();
    const file = await uploaded(api, office, other);
    for (const ids of [[file], ['nothing'], [file, file]]) {
      const got = await office.act(id, 'attachFiles', evidence(ids));
      expect(codeOf(got)).toEqual([422, 'uploadMissing']);
    }
    expect((await office.act(other, 'attachFiles', evidence([file, file]))).status).toBe(422);
    expect((await office.act(other, 'attachFiles', evidence([file]))).status).toBe(200);
    expect((await office.act(other, 'attachFiles', evidence([file]))).status).toBe(422);
  });

  it('not after the end', async () => {
    const { api, office, id } = await officeWithPetition();
    const file = await uploaded(api, office, id);
    const head = await api.as('office-director');
    await head.act(id, 'terminate', { reason: '信访人书面撤回。' });
    const got = await office.act(id, 'attachFiles', { kind: 'attach', ...evidence([file]) });
    expect(codeOf(got)).toEqual([409, 'wrongStage']);
  });

  it('as a signed scan only of a form that there is, and never without one', async () => {
    const { api, office, id } = await officeWithPetition();
    const file = await uploaded(api, office, id);
    const attach = (what: object) =>
      office.act(id, 'attachFiles', { attachments: [file], ...what });
    expect((await attach({ purpose: 'signedForm' })).status).toBe(422);
    expect((await attach({ purpose: 'signedForm', form: 'nowhere' })).status).toBe(422);
    expect((await attach({ purpose: 'other', form: 'handlingSheet' })).status).toBe(422);
    expect((await attach({ purpose: 'signedForm', form: 'handlingSheet' })).status).toBe(200);
    expect((await office.show(id)).attachments).toMatchObject([
      { form: 'handlingSheet', purposeText: '“2211”信访流程办理单签字扫描件' },
    ]);
  });
});

describe('what is on a file is seen by those who see the petition', () => {
  it('and by nobody else, nor under another petition’s address', async () => {
    const { api, office, id } = await officeWithPetition();
    const { id: other } = await office.register();
    const file = await uploaded(api, office, id);
    const address = `/api/petitions/${id}/attachments/${file}`;
    expect((await office.get(address)).status).toBe(404);
    await office.act(id, 'attachFiles', evidence([file]));
    expect((await office.get(address)).status).toBe(200);
    expect((await office.get(`/api/petitions/${other}/attachments/${file}`)).status).toBe(404);
    expect((await (await api.as(city.liaisonA)).get(address)).status).toBe(404);
    expect((await sendFile(api, await api.as(city.liaisonA), `/api/petitions/${id}`)).status).toBe(
      404,
    );
  });

  it('the accused cannot tell it from nothing', async () => {
    const { api, office, id } = await officeWithPetition({
      appealType: 'accusation',
      accused: { staffIds: [], unitIds: [construction.id], outside: false },
    });
    const file = await uploaded(api, office, id);
    await office.act(id, 'attachFiles', evidence([file]));
    const accused = await api.as(construction.liaisonA);
    const textOf = ({ status, text, json }: Got) => [
      status,
      text.replace(json().requestId, '(number)'),
    ];
    const asked = await accused.get(`/api/petitions/${id}/attachments/${file}`);
    const nothing = await accused.get('/api/petitions/AAAAAAAA/attachments/AAAAAAAA');
    expect(textOf(asked)).toEqual(textOf(nothing));
    const sent = await sendFile(api, accused, `/api/petitions/${id}`);
    const sentNowhere = await sendFile(api, accused, '/api/petitions/AAAAAAAA');
    expect(textOf(sent)).toEqual(textOf(sentNowhere));
    expect(sent.status).toBe(404);
  });
});
