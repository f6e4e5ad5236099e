import { describe, expect, it } from 'vitest';
import {
  rechosenClocks,
  startedClocks,
  stoppedAtOnce,
  stoppedClocks,
} from '../../server/domain/clocks.ts';
import type { PetitionEvent } from '../../server/domain/event.ts';
import { evolve } from '../../server/domain/evolve.ts';
import { extensionFault } from '../../server/domain/extension.ts';
import { measuredTimes } from '../../server/domain/measures.ts';
import type { Petition } from '../../server/domain/petition.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { contextUnder, ordinaryFacts, registeredUnder } from '../support/clock-world.ts';
import { clock, type DraftRegime, draftRegime } from '../support/planted-regime.ts';
import { at, officeCalendar } from '../support/time.ts';

const calendar = officeCalendar();

/** The office's regulation with these clocks as they are planted. */
function regimeWith(plant: (regime: DraftRegime) => void): Regime {
  const draft = draftRegime();
  plant(draft);
  return draft as Regime;
}

function started(regime: Regime, petition: Petition, marks: readonly string[], now: string) {
  const result = startedClocks(petition, marks, contextUnder(regime, at(now)));
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const fold = (petition: Petition, events: readonly PetitionEvent[]) =>
  events.reduce<Petition>(evolve, petition);

describe('when a clock begins', () => {
  const when = at('2026-03-06 15:00');
  const received = { receivedAt: at('2026-03-05 09:00') };

  it('is counted from the day of receipt, not from the registration [J1]', () => {
    const regime = regimeWith((draft) => {
      clock(draft, 'notifyPetitioner').startsAt = 'received';
    });
    const [notice] = started(
      regime,
      registeredUnder(regime, when, received),
      ['received'],
      '2026-03-06 15:00',
    );
    expect(notice?.clock).toMatchObject({
      startedAt: at('2026-03-05 09:00'),
      dueAt: at('2026-03-20 17:30'),
    });
    const plain = regimeWith(() => undefined);
    const [later] = started(
      plain,
      registeredUnder(plain, when, received),
      ['received'],
      '2026-03-06 15:00',
    );
    expect(later?.clock.dueAt).toBe(at('2026-03-23 17:30'));
  });

  it('is counted from a day that a record names, and not before there is one [Z12]', () => {
    const regime = regimeWith((draft) => {
      draft.records = {
        incident: {
          title: '责任事件',
          source: '测试',
          fields: [{ id: 'on', title: '发生日期', control: 'day' }],
        },
      };
      clock(draft, 'notifyPetitioner').startsAt = { record: 'incident', field: 'on' };
      clock(draft, 'notifyPetitioner').limits = [
        { limit: { unit: 'weeks', amount: 1, roll: 'next' } },
      ];
      delete clock(draft, 'notifyPetitioner').superiors;
    });
    const petition = registeredUnder(regime, when);
    expect(started(regime, petition, ['received'], '2026-03-06 15:00')).toEqual([]);
    const record = {
      record: 'incident',
      at: when,
      by: 'clerk',
      answers: { on: '2026-03-02' },
      round: 0,
    };
    const told = { ...petition, records: [record] };
    expect(started(regime, told, ['received'], '2026-03-06 15:00')[0]?.clock.dueAt).toBe(
      at('2026-03-09 17:30'),
    );
  });

  it('ends stopped where the same act starts and stops it [J1]', () => {
    const regime = regimeWith((draft) => {
      clock(draft, 'notifyPetitioner').stopsOn = [{ milestone: 'signedIn' }];
    });
    const context = contextUnder(regime, when);
    const marks = ['received', 'signedIn'];
    const petition = registeredUnder(regime, when);
    const stopped = stoppedClocks(petition, marks, context);
    const events = started(regime, petition, marks, '2026-03-06 15:00');
    const after = fold(petition, events);
    const atOnce = stoppedAtOnce(after, events, stopped, marks, context);
    expect(atOnce).toContainEqual({
      type: 'clockStopped',
      at: when,
      clock: 'notifyPetitioner',
      instance: 0,
    });
    // One that the act ends and begins anew runs on.
    const again = [
      { type: 'clockStopped', at: when, clock: 'notifyPetitioner', instance: 7 } as const,
    ];
    expect(stoppedAtOnce(after, events, again, marks, context)).toEqual([]);
  });
});

describe('a limit that corrected facts choose anew', () => {
  const when = at('2026-03-02 09:00');
  const regime = regimeWith(() => undefined);
  const registered = registeredUnder(regime, when);
  const before = fold(registered, started(regime, registered, ['signedIn'], '2026-03-02 09:00'));

  it('runs from the old start, and both clocks stay on the file [F8]', () => {
    const after = { ...before, facts: { ...before.facts, appealType: 'inquiry' as const } };
    const events = rechosenClocks(before, after, contextUnder(regime, at('2026-03-04 10:00')));
    if (!events.ok) throw new Error('outside');
    const { clocks } = fold(after, events.value);
    expect(clocks.filter((each) => each.clock === 'caseDue')).toMatchObject([
      { instance: 0, dueAt: at('2026-05-06 17:30'), stoppedAt: at('2026-03-04 10:00') },
      { instance: 1, dueAt: at('2026-03-09 17:30'), startedAt: when },
    ]);
  });

  it('is left alone where the facts that were corrected do not choose it', () => {
    const after = { ...before, facts: { ...before.facts, peopleCount: 3 } };
    expect(rechosenClocks(before, after, contextUnder(regime, at('2026-03-04 10:00')))).toEqual({
      ok: true,
      value: [],
    });
  });

  it('has a place of its own beside the next dispatch', () => {
    const own = regimeWith((draft) => {
      clock(draft, 'returnWindow').limits = [
        { when: ['inquiry'], limit: { unit: 'work_hours', amount: 2 } },
        { limit: { unit: 'work_hours', amount: 3 } },
      ];
    });
    const assignment = (sequence: number) => ({
      sequence,
      unitId: 'unit',
      assignedBy: 'leader',
      assignedAt: when,
      opinion: '',
      binding: false,
      recipients: [],
      returns: [],
    });
    const first = { ...registered, assignments: [assignment(1)] };
    const running = fold(first, started(own, first, ['assigned'], '2026-03-02 09:00'));
    const corrected = { ...running, facts: { ...ordinaryFacts, appealType: 'inquiry' as const } };
    const events = rechosenClocks(running, corrected, contextUnder(own, at('2026-03-02 10:00')));
    if (!events.ok) throw new Error('outside');
    const again = fold(corrected, events.value);
    const second = { ...again, assignments: [assignment(1), assignment(2)] };
    const all = fold(second, started(own, second, ['assigned'], '2026-03-03 09:00'));
    const places = all.clocks.filter((each) => each.clock === 'returnWindow');
    expect(places.map(({ instance, assignment }) => [instance, assignment])).toEqual([
      [1, undefined],
      [2, 1],
      [3, 2],
    ]);
  });
});

describe('an extension', () => {
  const total = regimeWith((draft) => {
    draft.extension = { unit: 'work_days', maximum: 30, counts: 'total', source: '制度' };
    const rule = clock(draft, 'caseDue');
    rule.limits = [{ limit: { unit: 'work_days', amount: 5 } }];
    delete rule.superiors;
  });
  const registered = registeredUnder(total, at('2026-03-02 09:00'));
  const running = fold(registered, started(total, registered, ['signedIn'], '2026-03-02 09:00'));

  it.each([
    [25, null],
    [26, 'extensionTooLong'],
  ])('of %s working days on top of five is %s: thirty in total [F9]', (days, code) => {
    const fault = extensionFault(running, days, contextUnder(total, at('2026-03-05 09:00')));
    expect(fault && !fault.ok ? fault.refusal.code : null).toBe(code);
  });

  it('is not to be had where the regulation knows none', () => {
    const none = regimeWith((draft) => {
      delete draft.extension;
    });
    const fault = extensionFault(running, 1, contextUnder(none, at('2026-03-05 09:00')));
    expect(fault).toMatchObject({ ok: false, refusal: { code: 'nothingToDo' } });
  });

  it.each([
    [31, null],
    [32, 'extensionTooLong'],
    // The superior's 30 more days end on Sunday 31 May, so on Monday 1 June.
  ])('of %s days does not reach beyond the superior’s own: %s', (days, code) => {
    const wide = regimeWith((draft) => {
      if (draft.extension) draft.extension.maximum = 100;
    });
    const petition = registeredUnder(wide, at('2026-03-02 09:00'));
    const its = fold(petition, started(wide, petition, ['signedIn'], '2026-03-02 09:00'));
    const fault = extensionFault(its, days, contextUnder(wide, at('2026-03-05 09:00')));
    expect(fault && !fault.ok ? fault.refusal.code : null).toBe(code);
  });
});

describe('及时', () => {
  it('is measured and has no number to be late by [Z6]', () => {
    const regime = regimeWith((draft) => {
      draft.measures = {
        forwarding: {
          title: '及时转送',
          from: 'received',
          to: 'signedIn',
          clause: { document: '制度', article: '一', quote: '及时转送' },
        },
      };
    });
    const when = at('2026-03-02 11:30');
    const registered: PetitionEvent = {
      type: 'petitionRegistered',
      at: when,
      by: 'clerk',
      id: 'one',
      number: '1',
      regime: { id: regime.id, version: regime.version },
      flow: Object.keys(regime.flows)[0] ?? '',
      stage: 'received',
      facts: ordinaryFacts,
      accused: { staffIds: [], unitIds: [], outside: false },
    };
    const open = measuredTimes([registered], regime, calendar, at('2026-03-02 14:30'));
    expect(open).toEqual([{ measure: 'forwarding', from: when, workingMs: 3_600_000 }]);
  });
});
