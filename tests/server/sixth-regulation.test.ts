import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Client, createClient } from '../../server/replay/client.ts';
import type { RunningServer } from '../../server/start.ts';
import { openWholeServer } from '../support/whole-server.ts';

/** A regulation that nobody here has heard of: three files in a folder of the office's own. */
const FOLDER = fileURLToPath(new URL('../support/sixth-regulation', import.meta.url));

const opened = async () => {
  const server = await openWholeServer('2026-03-16 09:00', {
    REGULATIONS_DIR: FOLDER,
    OFFICE_REGIME: 'reservoir2026',
  });
  return { server, client: clientOf(server) };
};

function clientOf({ url, sandbox }: RunningServer): Client {
  return createClient(url, (userId) => sandbox?.issueLoginCode(userId) ?? '');
}

const letter = (commandId: string, flood: boolean) => ({
  commandId,
  registration: {
    flow: 'letters',
    source: 'own',
    channel: 'letter',
    category: '国土资源水利林业',
    appealType: 'appeal',
    peopleCount: 1,
    receivedAt: '2026-03-16T08:50:00+08:00',
    anonymous: false,
    repeated: false,
    title: '询问东岸何时放水',
    body: '东岸农户询问本月何时放水灌溉。',
    petitioner: { name: '虚构人', phone: '', idNumber: '', address: '' },
    answers: { flood },
  },
});

describe('an office that brings its own regulation', () => {
  it('registers, names, answers and ends under it, with its own words, numbers, people and deadlines', async () => {
    const { client } = await opened();
    const registered = await client.post('keeper', '/api/petitions', letter('letter-0001', false));
    expect(registered.status, registered.text).toBe(201);
    const { petition } = JSON.parse(registered.text);
    expect(petition).toMatchObject({
      number: '云函2026-001',
      stageTitle: '待定人',
      regime: { id: 'reservoir2026', title: '云溪水库管理处来函办理办法' },
    });
    expect(petition.deadlines).toMatchObject([
      { title: '答复来函', dueText: '3月20日（周五）17:30' },
    ]);

    const act = (by: string, name: string, answers: object, seenVersion: number) =>
      client.post(by, `/api/petitions/${petition.id}/acts/${name}`, {
        commandId: `letter-${name}-${by}-${seenVersion}-${Object.keys(answers).length}`,
        seenVersion,
        input: { kind: 'step' },
        answers,
      });
    const nobody = await act('keeper', 'nameAnswerer', {}, petition.version);
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain('请填写“答复责任人”');
    const named = await act('keeper', 'nameAnswerer', { who: 'guard' }, petition.version);
    expect(JSON.parse(named.text).petition.waitingFor).toEqual(['裘值守']);
    const { version } = JSON.parse(named.text).petition;
    expect((await act('warden', 'answer', ANSWER, version)).status).toBe(403);
    const answered = await act('guard', 'answer', ANSWER, version);
    expect(JSON.parse(answered.text).petition).toMatchObject({ stageTitle: '已答复', ended: true });
  });

  it('counts by another limit what its own registration says', async () => {
    const { client } = await opened();
    const urgent = await client.post('keeper', '/api/petitions', letter('letter-0002', true));
    expect(JSON.parse(urgent.text).petition.deadlines).toMatchObject([
      { dueText: '3月16日（周一）11:00' },
    ]);
  });

  it('is called by its own words wherever the mini-app asks for them', async () => {
    const { client } = await opened();
    const me = JSON.parse((await client.get('keeper', '/api/me')).text);
    expect(me).toMatchObject({ terms: { office: '来函室', unit: '库区', matter: '来函' } });
    const shown = (await client.get('keeper', '/api/regulation')).text;
    expect(shown).toContain('答复责任人在四个工作日内答复');
    expect(shown).not.toMatch(/信访办|联络员|部室/);
  });
});

const ANSWER = { words: '本月二十日上午八时开始放水。', way: 'call' };
