import { describe, expect, it } from 'vitest';
import { applyPasted } from '../../miniapp/desk/register/apply-pasted.ts';
import { readPasted } from '../../miniapp/desk/register/pasted.ts';
import { emptyDraft } from '../../miniapp/registration/draft.ts';
import { hasRightCheckDigit } from '../../server/contract/identity-number.ts';

const flows = [{ id: 'platform', title: '浙里访件' }];

/** What the first petition in the text says, by field, and what is left. */
function read(text: string) {
  const [first] = readPasted(text);
  return {
    ...Object.fromEntries(
      (first?.fields ?? []).map(({ field, read }) => [
        field,
        read.ok ? read.value : `✗${read.message}`,
      ]),
    ),
    left: first?.left,
  };
}

describe('text copied from the platform', () => {
  it('is read line by line, with either colon and with blanks in the labels', () => {
    expect(
      read(`信访件编号：ZLF202603150012
姓 名: 刘示例
联系电话：138 0000 1111
身份证：33060219900307032x
信访日期：2026年3月15日
限办时间：2026/3/30 17:30
信访内容：安置房渗漏水。
多次反映没有结果：请求答复。
第二段也属于内容
承办单位：规划部
以下不再是内容`),
    ).toEqual({
      platformNumber: 'ZLF202603150012',
      name: '刘示例',
      phone: '138 0000 1111',
      idNumber: '33060219900307032X',
      receivedAt: '2026-03-15T00:00',
      externalDueAt: '2026-03-30T17:30',
      body: '安置房渗漏水。\n多次反映没有结果：请求答复。\n第二段也属于内容',
      left: ['承办单位：规划部', '以下不再是内容'],
    });
  });

  it('is read with several labels on a line, labels alone on theirs, and tabs for colons', () => {
    expect(read('姓名：刘示例  电话：13800001111\n住址\n镜湖新区1号\n信访形式\t来信')).toEqual({
      name: '刘示例',
      phone: '13800001111',
      address: '镜湖新区1号',
      channel: 'letter',
      left: [],
    });
  });

  it('is read as a table when its first line is a header, one petition a row', () => {
    const rows = readPasted(
      '编号\t信访人\t承办单位\t标题\nA1\t刘示例\t规划部\t漏水\nA2\t王示例\t\t停电\n',
    );
    expect(rows.map(({ fields, left }) => [...fields.map(({ text }) => text), left])).toEqual([
      ['A1', '刘示例', '漏水', ['承办单位：规划部']],
      ['A2', '王示例', '停电', []],
    ]);
  });

  it('gives back whatever it does not know, and takes a second value of a field for no better one', () => {
    expect(read('随便写的一句话\n承办单位：规划部\n姓名：刘示例\n姓名：王示例')).toEqual({
      name: '刘示例',
      left: ['随便写的一句话', '承办单位：规划部', '姓名：王示例'],
    });
  });

  it.each([
    ['信访日期：去年', 'receivedAt', '不是有效的日期'],
    ['信访日期：2026-02-30', 'receivedAt', '不是有效的日期'],
    ['限办时间：2026-03-30 24:00', 'externalDueAt', '不是有效的日期'],
    ['信访形式：飞鸽', 'channel', '请填来信、来访'],
    ['信访人数：很多', 'peopleCount', '请只填数字'],
    ['身份证号：3.3060219900307E+17', 'idNumber', '末几位已丢失'],
  ])('says what is wrong instead of guessing: %s', (text, field, message) => {
    expect(read(text)).toHaveProperty(field, expect.stringContaining(message));
  });

  it('is written into the form, and what the form cannot take is said', () => {
    const draft = emptyDraft();
    const [pasted = { fields: [], left: [] }] = readPasted(
      '编号：A1\n办理流程：浙里访件\n姓名：刘示例\n匿名：否\n原件号：2026-0001\n信访形式：飞鸽\n状态：在办',
    );
    const notes = applyPasted(pasted, draft, flows);
    expect(draft).toMatchObject({
      platformNumber: 'A1',
      flow: 'platform',
      anonymous: false,
      repeated: true,
      repeatOf: '2026-0001',
      channel: '',
      petitioner: { name: '刘示例' },
    });
    expect(notes).toHaveLength(3);
    expect(notes.join()).toMatch(/信访形式.*办理状态.*来源不是“上级”/s);
  });

  it('leaves the source alone when it is the superior already', () => {
    const draft = { ...emptyDraft(), source: 'superior' };
    const [pasted = { fields: [], left: [] }] = readPasted('编号：A1\n限办时间：2026-03-30');
    expect(applyPasted(pasted, draft, flows)).toEqual([]);
    expect(draft.externalDueAt).toBe('2026-03-30T23:59');
  });
});

describe('an identity number', () => {
  it.each([
    '11010519491231002X',
    '11010519491231002x',
    ' 440524188001010014 ',
    '110105491231002',
    '',
  ])('is not doubted when its last digit is right, or when it has none: %s', (number) =>
    expect(hasRightCheckDigit(number)).toBe(true),
  );

  it.each(['110105194912310021', '440524188001010015', '440524188001010041'])(
    'is doubted when the last digit is not the one of the others: %s',
    (number) => expect(hasRightCheckDigit(number)).toBe(false),
  );
});
