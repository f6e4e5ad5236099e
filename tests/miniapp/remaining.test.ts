import { describe, expect, it } from 'vitest';
import { createClock, momentText } from '../../miniapp/clock.ts';
import { remainingOf } from '../../miniapp/remaining.ts';
import { HOUR, MINUTE } from '../../server/domain/time.ts';
import { at } from '../support/at.ts';
import { aDeadline, overdueDeadline, provisionalDeadline } from './fixtures.ts';

/** In the afternoon nothing interrupts the way to 15:00, so working time is time. */
const inTheAfternoon = aDeadline({
  remainingWorkingMs: 60 * MINUTE,
  remainingText: '剩余1个工作小时',
});

describe('the working time that is left', () => {
  it('is the server’s figure while lunch still lies ahead', () => {
    const before = remainingOf(aDeadline(), at('2026-03-16 10:15'));
    expect(before).toEqual({ text: '剩余 2小时45分（工作时间）', tone: 'soon' });
  });

  it('counts down by itself on the last stretch', () => {
    expect(remainingOf(inTheAfternoon, at('2026-03-16 14:00')).text).toBe('剩余 1小时（工作时间）');
    expect(remainingOf(inTheAfternoon, at('2026-03-16 14:01')).text).toBe('剩余 59分（工作时间）');
    expect(remainingOf(inTheAfternoon, at('2026-03-16 14:59:30')).text).toBe(
      '剩余 1分（工作时间）',
    );
  });

  it('is in time at the due instant and over one second later', () => {
    expect(remainingOf(inTheAfternoon, at('2026-03-16 15:00')).tone).toBe('soon');
    expect(remainingOf(inTheAfternoon, at('2026-03-16 15:00:01'))).toEqual({
      text: '刚刚超期',
      tone: 'overdue',
    });
  });

  it('is told in working days while it is longer than an office day', () => {
    const far = remainingOf(provisionalDeadline(), at('2026-03-16 10:15'));
    expect(far).toEqual({ text: '剩余198个工作日', tone: 'calm' });
  });

  it('turns urgent at half an office day', () => {
    const due = (hours: number) =>
      aDeadline({ dueAt: at('2026-03-17 17:30'), remainingWorkingMs: hours * HOUR });
    expect(remainingOf(due(4), at('2026-03-17 10:00')).tone).toBe('soon');
    expect(remainingOf(due(4.1), at('2026-03-17 10:00')).tone).toBe('calm');
  });

  it('says by how much a deadline is overdue, in words', () => {
    expect(remainingOf(overdueDeadline(), at('2026-03-16 10:15'))).toEqual({
      text: '已超期 1小时45分（工作时间）',
      tone: 'overdue',
    });
  });

  it('is over once the deadline has been met or missed', () => {
    const met = aDeadline({ state: 'met', remainingText: '按时完成' });
    const missed = aDeadline({ state: 'missed', remainingText: '超期1个工作小时完成' });
    expect(remainingOf(met, at('2026-03-20 10:00'))).toEqual({ text: '按时完成', tone: 'ended' });
    expect(remainingOf(missed, at('2026-03-20 10:00')).tone).toBe('overdue');
  });
});

describe('the clock of a phone that is wrong', () => {
  it('shows the server’s time, and still does after a nap', () => {
    let phone = at('2026-03-16 09:00');
    const clock = createClock(() => phone);
    clock.synchronize(at('2026-03-16 10:15'));
    expect(clock.now.value).toBe(at('2026-03-16 10:15'));
    phone = at('2026-03-16 11:00');
    clock.tick();
    expect(clock.now.value).toBe(at('2026-03-16 12:15'));
  });

  it('tells Beijing’s day and minute wherever the phone is', () => {
    const clock = createClock(() => at('2026-03-17 00:05'));
    expect(clock.today()).toBe('2026-03-17');
    expect(clock.minute()).toBe('2026-03-17T00:05');
    expect(momentText(at('2026-03-17 00:05'))).toBe('3月17日 00:05');
  });
});
