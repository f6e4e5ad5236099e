import { describe, expect, it } from 'vitest';
import { createClock, momentText } from '../../miniapp/clock.ts';
import { remainingOf } from '../../miniapp/remaining.ts';
import { at } from '../support/at.ts';
import { aDeadline, officeHours, overdueDeadline, provisionalDeadline } from './fixtures.ts';

const left = (now: string, deadline = aDeadline()) => remainingOf(deadline, at(now), officeHours);
const dueAt = (moment: string) => aDeadline({ dueAt: at(moment) });

describe('the working time that is left', () => {
  it('counts down by the minute, without asking the server', () => {
    expect(left('2026-03-16 10:15').text).toBe('剩余 2小时45分（工作时间）');
    expect(left('2026-03-16 10:15:59').text).toBe('剩余 2小时45分（工作时间）');
    expect(left('2026-03-16 10:16').text).toBe('剩余 2小时44分（工作时间）');
  });

  it('stands still over lunch and says when it goes on', () => {
    expect(left('2026-03-16 12:00').text).toBe('剩余 1小时（暂停计时，14:00继续）');
    expect(left('2026-03-16 13:59:59').text).toBe('剩余 1小时（暂停计时，14:00继续）');
    expect(left('2026-03-16 14:00').text).toBe('剩余 1小时（工作时间）');
  });

  it('stands still over a weekend', () => {
    const monday = dueAt('2026-03-16 10:00');
    expect(left('2026-03-13 17:30', monday).text).toBe(
      '剩余 1小时30分（暂停计时，周一 08:30继续）',
    );
    expect(left('2026-03-15 20:00', monday).text).toBe(
      '剩余 1小时30分（暂停计时，周一 08:30继续）',
    );
  });

  it('is told to the second in the last hour, and not before', () => {
    expect(left('2026-03-16 14:00:00').text).toBe('剩余 1小时（工作时间）');
    expect(left('2026-03-16 14:00:01').text).toBe('剩余 59分59秒（工作时间）');
    expect(left('2026-03-16 14:59:30').text).toBe('剩余 30秒（工作时间）');
  });

  it('is in time at the due instant and over one second later', () => {
    expect(left('2026-03-16 15:00').tone).toBe('soon');
    expect(left('2026-03-16 15:00:01')).toEqual({
      text: '已超期 1分（工作时间）',
      tone: 'overdue',
    });
  });

  it('is told in working days while it is longer than an office day', () => {
    expect(left('2026-03-16 10:15', dueAt('2026-03-18 17:30')).text).toBe('剩余2个工作日');
    expect(left('2026-03-16 10:15', dueAt('2026-03-17 17:30')).text).toBe(
      '剩余 12小时15分（工作时间）',
    );
  });

  it('is the server’s word where the phone does not know the calendar', () => {
    expect(left('2026-03-16 10:15', provisionalDeadline())).toEqual({
      text: '剩余198个工作日',
      tone: 'calm',
    });
    expect(remainingOf(aDeadline(), at('2026-03-16 10:15'), []).text).toBe('剩余2个工作小时45分钟');
  });

  it('turns urgent at half an office day', () => {
    const evening = dueAt('2026-03-16 17:30');
    expect(left('2026-03-16 11:30', evening).tone).toBe('soon');
    expect(left('2026-03-16 11:29', evening).tone).toBe('calm');
  });

  it('says by how much a deadline is overdue, and goes on counting', () => {
    expect(left('2026-03-16 10:15', overdueDeadline())).toEqual({
      text: '已超期 1小时45分（工作时间）',
      tone: 'overdue',
    });
    expect(left('2026-03-16 10:16', overdueDeadline()).text).toBe('已超期 1小时46分（工作时间）');
  });

  it('is over once the deadline has been met or missed', () => {
    const met = aDeadline({ state: 'met', remainingText: '按时完成' });
    const missed = aDeadline({ state: 'missed', remainingText: '超期1个工作小时完成' });
    expect(left('2026-03-20 10:00', met)).toEqual({ text: '按时完成', tone: 'ended' });
    expect(left('2026-03-20 10:00', missed).tone).toBe('overdue');
  });
});

describe('the clock of a phone that is wrong', () => {
  it('shows the server’s time, and is right at once after an hour’s sleep', () => {
    let phone = at('2026-03-16 09:00');
    const clock = createClock(() => phone);
    clock.synchronize(at('2026-03-16 10:15'));
    const shown = () => remainingOf(aDeadline(), clock.now.value, officeHours).text;
    expect(shown()).toBe('剩余 2小时45分（工作时间）');
    phone = at('2026-03-16 10:00');
    expect(shown()).toBe('剩余 2小时45分（工作时间）');
    clock.tick();
    expect(clock.now.value).toBe(at('2026-03-16 11:15'));
    expect(shown()).toBe('剩余 1小时45分（工作时间）');
  });

  it('tells Beijing’s day and minute wherever the phone is', () => {
    const clock = createClock(() => at('2026-03-17 00:05'));
    expect(clock.today()).toBe('2026-03-17');
    expect(clock.minute()).toBe('2026-03-17T00:05');
    expect(momentText(at('2026-03-17 00:05'))).toBe('3月17日 00:05');
  });
});
