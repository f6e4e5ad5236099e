import { describe, expect, it } from 'vitest';
import { readDay } from '../../server/domain/time.ts';
import { readOptions } from '../../server/replay/options.ts';
import { readPetitions } from '../../server/replay/petitions-file.ts';
import { at } from '../support/at.ts';
import { replayPetitions } from '../support/replay-petitions.ts';

const office = {
  units: new Map([
    ['城市管理部', 'city'],
    ['规划建设部', 'construction'],
    ['党群工作部', 'party'],
    ['综合事务部', 'general'],
  ]),
  firstDay: readDay('2020-04-01'),
  lastDay: readDay('2039-12-31'),
};

const read = (records: unknown) => readPetitions(JSON.stringify(records), office);

function problemsOf(...changes: readonly object[]) {
  const records = replayPetitions.map((record, index) => ({ ...record, ...changes[index] }));
  const reading = read(records);
  return reading.ok ? [] : reading.problems;
}

describe('a petitions file', () => {
  it('is read in the words of the system, oldest first', () => {
    const reading = read([...replayPetitions].reverse());
    if (!reading.ok) throw new Error(reading.problems.join('\n'));
    expect(reading.petitions.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(reading.petitions[0]).toMatchObject({
      source: 'superior',
      channel: 'online',
      appealType: 'appeal',
      unitId: 'city',
      platformNumber: 'SX20260000001',
      receivedAt: at('2026-02-24 10:20'),
    });
    expect(reading.petitions[2]).toMatchObject({ appealType: 'accusation', accusedIsLeader: true });
    expect(reading.petitions[5]).toMatchObject({ repeated: true, repeatOf: 1 });
  });

  it('may say among the flags that a leader is accused', () => {
    const flags = { ...replayPetitions[2]?.flags, accusedIsLeader: true };
    const reading = read([{ ...replayPetitions[2], flags, accusedIsLeader: undefined }]);
    expect(reading).toMatchObject({ petitions: [{ accusedIsLeader: true }] });
  });

  it.each<[string, string, string]>([
    ['is not JSON', '{', '文件不是有效的 JSON。'],
    ['is not a list', '{}', '文件内容应为数组，每个元素是一件信访件。'],
    ['is empty', '[]', '文件中没有信访件。'],
  ])('is refused when it %s', (_, content, problem) => {
    expect(readPetitions(content, office)).toEqual({ ok: false, problems: [problem] });
  });

  it('is refused with every fault by record and field', () => {
    expect(
      problemsOf(
        { source: '外地', suggestedDepartment: '保卫部', receivedAt: '2026-02-24 10:20' },
        { id: 7, peopleCount: 0, colour: '红' },
        {},
        { platformNo: null, petitioner: { name: '', phone: '一二三', idNumber: '1' } },
      ),
    ).toEqual([
      '第1条（id 1）的 source：应为上级、本级之一。',
      '第1条（id 1）的 suggestedDepartment：没有名为“保卫部”的部室，应为城市管理部、规划建设部、党群工作部、综合事务部之一。',
      '第1条（id 1）的 receivedAt：“2026-02-24 10:20”不是有效的时间，应写作 2026-02-14T15:00:00+08:00',
      '第2条（id 7）的 peopleCount：人数至少为1。',
      '第2条（id 7）：不认识的字段 colour。',
      '第4条（id 4）的 petitioner.phone：电话只能含数字、空格、括号和短横。',
      '第4条（id 4）的 petitioner.idNumber：身份证号应为15位或18位。',
      '第4条（id 4）的 platformNo：上级交转件须有信访件编号。',
      '第4条（id 4）的 petitioner.name：未署名的须在 flags.anonymous 标明。',
    ]);
  });

  it.each([
    ['2020-03-31T23:59:59+08:00', 1],
    ['2020-04-01T00:00:00+08:00', 0],
    ['2039-12-31T23:59:59+08:00', 0],
    ['2040-01-01T00:00:00+08:00', 1],
  ])('received at %s has %i fault', (receivedAt, faults) => {
    expect(problemsOf({ receivedAt })).toHaveLength(faults);
  });

  it('is refused for a missing field, a repeated id and an accusation that is not marked as one', () => {
    expect(problemsOf({ title: undefined }, { id: 1 }, { appealType: '咨询' })).toEqual([
      '第1条（id 1）的 title：请填写标题。',
      '第3条（id 3）的 flags.accusation：与 appealType 不一致。',
      '第2条（id 1）：id 与第1条重复。',
    ]);
  });
});

describe('the arguments of the replay', () => {
  it('name the file, and may name a database, a seed, a regulation or all of them, and a month', () => {
    expect(readOptions(['--input', 'a.json', '--database', 'b.db', '--seed', '7'])).toEqual({
      ok: true,
      options: { input: 'a.json', database: 'b.db', seed: 7 },
    });
    expect(readOptions(['--input', 'a.json', '--compare', '--month', '2026-03'])).toEqual({
      ok: true,
      options: { input: 'a.json', compare: true, month: '2026-03' },
    });
    expect(readOptions(['--input', 'a.json'])).toEqual({ ok: true, options: { input: 'a.json' } });
  });

  it.each([
    [[], '请用 --input 指明信访件文件。'],
    [['--input'], '参数不正确。'],
    [['--input', 'a', '--speed', '2'], '参数不正确。'],
    [['--input', 'a', '--database', ''], '--database 后面要写数据库文件的路径。'],
    [['--input', 'a', '--month', '2026-13'], '--month 应写作 2026-03，不能是“2026-13”。'],
    [
      ['--input', 'a', '--compare', '--regime', 'cn2022'],
      '--compare 演练全部制度，不能与 --regime、--database 同用。',
    ],
    [['--input', 'a', '--seed', 'x'], '--seed 应为 0 至 999999 的整数，不能是“x”。'],
  ])('%j are refused', (args, problem) => {
    expect(readOptions(args)).toEqual({ ok: false, problem });
  });
});
