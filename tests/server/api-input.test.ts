import { describe, expect, it } from 'vitest';
import { type Got, nextCommandId, openApi, registrationAt } from '../support/api.ts';
import { clerk, demolition } from '../support/people.ts';
import { at } from '../support/time.ts';

const START = '2026-03-16 09:00';
const good = registrationAt(at(START));

/** The fields at fault with what is said of each. */
function faults(got: Got): Record<string, string> {
  const { details = [] } = got.json();
  return Object.fromEntries(
    details.map(({ field, message }: { field: string; message: string }) => [field, message]),
  );
}

async function registering(registration: object, more: object = {}) {
  const api = await openApi({ at: START });
  const office = await api.as(clerk);
  return office.post('/api/petitions', { commandId: nextCommandId(), registration, ...more });
}

describe('a registration is refused, field by field', () => {
  it.each([
    ['without a source', { source: undefined }, 'registration.source', '请选择信访件来源'],
    [
      'with a source that does not exist',
      { source: 'other' },
      'registration.source',
      '请选择信访件来源',
    ],
    ['with nobody in it', { peopleCount: 0 }, 'registration.peopleCount', '人数至少为1'],
    ['with half a person', { peopleCount: 1.5 }, 'registration.peopleCount', '人数应为整数'],
    [
      'without a zone',
      { receivedAt: '2026-03-16T09:00:00' },
      'registration.receivedAt',
      '没有写明时区',
    ],
    [
      'from a day that does not exist',
      { receivedAt: '2026-02-30T09:00:00+08:00' },
      'registration.receivedAt',
      '不存在',
    ],
    ['with an empty title', { title: ' ' }, 'registration.title', '标题至少2个字'],
    [
      'with an endless text',
      { body: '字'.repeat(10_001) },
      'registration.body',
      '不得超过10000个字',
    ],
    ['accusing nobody', { appealType: 'accusation' }, 'registration.accused', '须指明被反映的人员'],
    [
      'without a name',
      { petitioner: { ...good.petitioner, name: '' } },
      'registration.petitioner.name',
      '请填写信访人姓名',
    ],
    [
      'with letters for a telephone',
      { petitioner: { ...good.petitioner, phone: 'abc' } },
      'registration.petitioner.phone',
      '电话只能含数字',
    ],
    [
      'with an identity number too short',
      { petitioner: { ...good.petitioner, idNumber: '33' } },
      'registration.petitioner.idNumber',
      '15位或18位',
    ],
  ])('%s', async (_, change, field, words) => {
    const got = await registering({ ...good, ...change });
    expect(got.status).toBe(400);
    expect(faults(got)[field]).toContain(words);
  });

  it('with several faults, all of them at once', async () => {
    const got = await registering({ ...good, source: 'x', title: '', peopleCount: 0 });
    expect(Object.keys(faults(got))).toHaveLength(3);
    expect(got.json().message).toBe('有3处填写不正确，请按提示修改。');
  });

  it('with a field nobody asked for, whose value is not repeated', async () => {
    const got = await registering({ ...good, stage: 'archived金丝雀' });
    expect(got.status).toBe(400);
    expect(got.json().message).toContain('不认识的字段');
    expect(got.text).not.toContain('金丝雀');
  });

  it.each([
    ['in the future', { receivedAt: '2026-03-16T09:00:01+08:00' }, '收到时间不能晚于现在'],
    [
      'before the regulation was in force',
      { receivedAt: '2019-01-07T09:00:00+08:00' },
      '早于制度施行日',
    ],
    ['by a flow that does not exist', { flow: 'nowhere' }, '办理流程不正确'],
    ['of a crowd without representatives', { channel: 'visit', peopleCount: 6 }, '代表人数'],
    ['from above without a deadline', { source: 'superior', platformNumber: 'P1' }, '平台限办时间'],
  ])('%s, by the rules of the regulation', async (_, change, words) => {
    const got = await registering({ ...good, ...change });
    expect(got.status).toBe(422);
    expect(got.json().message).toContain(words);
  });

  it('by people who do not register', async () => {
    const api = await openApi({ at: START });
    const liaison = await api.as(demolition.liaisonA);
    const got = await liaison.post('/api/petitions', {
      commandId: nextCommandId(),
      registration: good,
    });
    expect([got.status, got.json().code]).toEqual([403, 'notPermitted']);
  });
});

describe('an act is refused', () => {
  it.each([
    ['without a version', { seenVersion: undefined }, 'seenVersion', '版本号'],
    ['without a command id', { commandId: undefined }, 'commandId', '操作号'],
    ['with a command id too short', { commandId: 'a' }, 'commandId', '8 至 64 位'],
    ['with an unknown kind', { input: { kind: 'fly' } }, 'input.kind', '不认识的操作内容'],
    [
      'with a return that explains nothing',
      { input: { kind: 'return', basis: 'unclear', detail: '不归我' } },
      'input.detail',
      '退单理由至少10个字',
    ],
    [
      'with handwriting that is no drawing',
      { handwriting: '<script>alert(1)</script>' },
      'handwriting',
      '格式不正确',
    ],
    [
      'with a day that does not exist',
      { input: { kind: 'inform', how: 'phone', on: '2026-02-30' } },
      'input.on',
      '不存在',
    ],
  ])('%s', async (_, change, field, words) => {
    const api = await openApi({ at: START });
    const office = await api.as(clerk);
    const { id, version } = await office.register();
    const got = await office.post(`/api/petitions/${id}/acts/signIn`, {
      commandId: nextCommandId(),
      seenVersion: version,
      input: { kind: 'step' },
      ...change,
    });
    expect(got.status).toBe(400);
    expect(faults(got)[field]).toContain(words);
  });

  it.each([
    ['an act that the regulation does not know', 'fly', { kind: 'step' }, 404, 'unknownAct'],
    [
      'the input of another act',
      'signIn',
      { kind: 'approve', opinion: '同意。' },
      400,
      'wrongKind',
    ],
    [
      'a day that has not come',
      'informPetitioner',
      { kind: 'inform', how: 'phone', on: '2026-03-17' },
      422,
      'fieldInvalid',
    ],
  ])('that is %s', async (_, act, input, status, code) => {
    const api = await openApi({ at: START });
    const office = await api.as(clerk);
    const { id, version } = await office.register();
    const got = await office.post(`/api/petitions/${id}/acts/${act}`, {
      commandId: nextCommandId(),
      seenVersion: version,
      input,
    });
    expect([got.status, got.json().code]).toEqual([status, code]);
    expect(got.json().message).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe('a question is refused', () => {
  it.each([
    ['/api/petitions?limit=0', 'limit'],
    ['/api/petitions?limit=many', 'limit'],
    ['/api/petitions?scope=mine', 'scope'],
    ['/api/petitions?overdue=maybe', 'overdue'],
    ['/api/petitions?number=a&number=b', 'number'],
    ['/api/petitions?colour=red', ''],
    ['/api/messages?state=lost', 'state'],
    ['/api/messages?cursor=x', 'cursor'],
    ['/api/petitions/a%20b', 'id'],
  ])('%s', async (path, field) => {
    const api = await openApi({ at: START });
    const got = await (await api.as(clerk)).get(path);
    expect(got.status).toBe(400);
    expect(faults(got)[field]).toMatch(/[\u4e00-\u9fff]/);
  });

  it('with the choices there are, and with plain words for what is missing', async () => {
    const office = await (await openApi({ at: START })).as(clerk);
    const order = faults(await office.get('/api/ledger?sort=nonsense'));
    expect(order).toEqual({ sort: '不在可选范围内，可选：due、registered、received、number。' });
    const empty = faults(await office.post('/api/petitions', {}));
    expect(empty).toMatchObject({ registration: '缺少这一项，请补充。' });
    const text = faults(await office.post('/api/petitions', { registration: '来信一件' }));
    expect(text).toMatchObject({ registration: '格式不正确，请核对后重新填写。' });
  });

  it('when its cursor makes no sense it begins at the beginning', async () => {
    const api = await openApi({ at: START });
    const office = await api.as(clerk);
    await office.register();
    const got = await office.get('/api/petitions?cursor=nonsense');
    expect(got.json().items).toHaveLength(1);
  });

  it.each([{}, { reason: '看' }, { reason: 1 }])('to reveal with %j', async (body) => {
    const api = await openApi({ at: START });
    const office = await api.as(clerk);
    const { id } = await office.register();
    const got = await office.post(`/api/petitions/${id}/reveal`, body);
    expect(got.status).toBe(400);
    expect(faults(got).reason).toContain('查看原因');
  });
});
