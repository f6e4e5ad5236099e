import { describe, expect, it } from 'vitest';
import { loadWording } from '../../db/seed-wording.ts';
import { decideWith } from '../../server/domain/decide.ts';
import type { Circumstances, PlannedMessage } from '../../server/domain/decision.ts';
import type { Directory, StaffId, StaffMember, Unit } from '../../server/domain/directory.ts';
import { actionsFor } from '../../server/domain/gate.ts';
import type { Petition, PetitionFacts } from '../../server/domain/petition.ts';
import { type Answers, REGISTRATION_RECORD } from '../../server/domain/record.ts';
import type { Regime } from '../../server/domain/regime.ts';
import { derivedAppealType } from '../../server/domain/registering.ts';
import { HOUR, type Instant, instant } from '../../server/domain/time.ts';
import { anyAnswers, anyInput, type Choose, OPEN_NUMBER } from '../support/any-input.ts';
import { found, regimes } from '../support/planted-regime.ts';
import { at, officeCalendar } from '../support/time.ts';

/** So many at least of each regulation, and more while an open stage has not been seen; no more than the most. */
const LEAST = 30;
const MOST = 300;
const UNITS = ['roads', 'housing', 'land'];
const decide = decideWith(loadWording());
const calendar = officeCalendar();

describe.each([...regimes.values()])('people who do whatever $title lets them', (regime) => {
  const office = officeOf(regime);
  const open = Object.keys(regime.stages).filter((id) => !regime.stages[id]?.end);
  const walks = walksThrough(open, office);

  it('bring every petition to an end, with no clock left running', () => {
    const stages = walks.map(({ petition }) => petition.stage);
    expect(stages.filter((stage) => !regime.stages[stage]?.end)).toEqual([]);
    const running = walks.flatMap(({ petition }) =>
      petition.clocks.filter(({ stoppedAt }) => stoppedAt === undefined),
    );
    expect(running).toEqual([]);
  });

  it('start no clock twice for the same instance', () => {
    for (const { petition } of walks) {
      const runs = petition.clocks.map(({ clock, instance: run }) => `${clock} ${run}`);
      expect(new Set(runs).size).toBe(runs.length);
    }
  });

  it('come through every open stage', () => {
    const visited = new Set(walks.flatMap(({ stages }) => stages));
    expect(open.filter((id) => !visited.has(id))).toEqual([]);
  });

  it('cause messages without gaps, and neutral ones about an accusation', () => {
    expect(walks.some(({ messages }) => messages.length > 0)).toBe(true);
    for (const { petition, messages } of walks) {
      for (const { template, text } of messages) {
        expect(text.replace('{notice}', '')).not.toMatch(/[{}]|undefined/);
        if (petition.facts.appealType === 'accusation') expect(template).toBe('confidential');
      }
    }
  });
});

interface Walk {
  readonly petition: Petition;
  readonly stages: readonly string[];
  readonly messages: readonly PlannedMessage[];
}

function walksThrough(open: readonly string[], office: Office): readonly Walk[] {
  const walks: Walk[] = [];
  const unseen = new Set(open);
  while (walks.length < LEAST || (unseen.size > 0 && walks.length < MOST)) {
    const made = walk(office, dice(walks.length + 1));
    for (const stage of made.stages) unseen.delete(stage);
    walks.push(made);
  }
  return walks;
}

/** One petition from registration to its end: whoever may act does any of the things he may do. */
function walk(office: Office, pick: Choose): Walk {
  const { regime, given } = office;
  let now = at('2026-03-02 09:00');
  let petition = registered(office, pick, now);
  const stages = [petition.stage];
  const messages: PlannedMessage[] = [];
  for (let step = 0; step < 500 && !regime.stages[petition.stage]?.end; step += 1) {
    now = instant(now + pick([1, 3, 30, 200]) * HOUR);
    const { by, act, kind, records, outcomes } = pick(possible(petition, office, now, pick));
    const input = anyInput(kind, { petition, now, units: UNITS, pick, outcomes });
    const amendment = amended(petition, office, now, pick);
    const decision = decide(
      petition,
      {
        type: 'takeAct',
        act,
        input,
        ...(kind === 'amend' ? { amendment } : {}),
        ...answersTo(office, records, now, pick),
      },
      given(by, now),
    );
    // A form may be filled in so that it is refused; then somebody tries something else.
    if (!decision.ok) {
      if (decision.refusal.code === 'nobodyToAct') throw new Error(`${act} leads to nobody`);
      continue;
    }
    petition = decision.value.petition;
    messages.push(...decision.value.messages);
    stages.push(petition.stage);
  }
  return { petition, stages, messages };
}

/** Mostly the steps the petition waits for, sometimes those beside it. */
function possible(petition: Petition, { staff, given }: Office, now: Instant, pick: Choose) {
  const all = staff.flatMap((by) =>
    actionsFor(petition, given(by, now)).map(({ act, definition, primary }) => ({
      by,
      act,
      kind: definition.kind,
      records: definition.records,
      outcomes: definition.items?.outcomes.map(({ id }) => id) ?? [],
      primary,
    })),
  );
  const awaited = all.filter(({ primary }) => primary);
  if (awaited.length === 0) throw new Error(`nobody can go on from ${petition.stage}`);
  return pick([awaited, awaited, awaited, all]);
}

/** The registration with the same facts and, where the regulation asks for a record, any other answers to it. */
function amended(petition: Petition, office: Office, now: Instant, pick: Choose) {
  const answered = answersTo(office, REGISTRATION_RECORD, now, pick);
  const appealType =
    derivedAppealType(office.regime, answered.answers) ?? petition.facts.appealType;
  const facts = { ...petition.facts, appealType };
  return { facts, accused: petition.accused, particulars, ...answered };
}

function answersTo(
  { regime, staff }: Office,
  record: string | undefined,
  now: Instant,
  pick: Choose,
): { readonly answers?: Answers } {
  const form = record === undefined ? undefined : regime.records?.[record];
  return form ? { answers: anyAnswers(form, { now, people: staff, pick }) } : {};
}

function registered(office: Office, pick: Choose, now: Instant): Petition {
  const { regime, given } = office;
  const flow = pick(Object.keys(regime.flows));
  const first = found(regime.stages[found(regime.flows[flow]).start]);
  const by = found(found(Object.values(first.acts)[0]).by[0]).role;
  const superior = pick([true, false]);
  const answered = answersTo(office, REGISTRATION_RECORD, now, pick);
  const facts: PetitionFacts = {
    source: superior ? 'superior' : 'own',
    ...(superior ? { externalDueAt: instant(now + 700 * HOUR), platformNumber: 'SX20260302' } : {}),
    channel: 'letter',
    category: '城乡建设',
    appealType:
      derivedAppealType(regime, answered.answers) ??
      pick(['suggestion', 'accusation', 'appeal', 'inquiry']),
    peopleCount: 1,
    receivedAt: now,
    anonymous: pick([true, false]),
    repeated: pick([true, false, false]),
  };
  const accused = { staffIds: [], unitIds: [], outside: true };
  const decision = decide(
    null,
    {
      type: 'registerPetition',
      flow,
      facts,
      accused,
      particulars,
      ...answered,
    },
    given(by, now),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value.petition;
}

const particulars = {
  title: '反映道路积水',
  body: '反映小区门口道路积水',
  petitioner: { name: '示例', phone: '', idNumber: '', address: '' },
};

interface Office {
  readonly regime: Regime;
  readonly staff: readonly StaffId[];
  readonly given: (by: StaffId, now: Instant) => Circumstances;
}

function officeOf(regime: Regime): Office {
  const directory = people(regime);
  const given = (by: StaffId, now: Instant): Circumstances => ({
    now,
    by,
    calendar,
    directory,
    regime,
    newId: 'petition',
    handwriting: 'handwriting',
    nextNumber: (series) => `${series} ${now}`,
    isOpenNumber: (number) => number === OPEN_NUMBER,
    upload: (id) => ({ id, mediaType: 'image/png', size: 1, sha256: id }),
  });
  return { regime, staff: [...directory.staff.keys()], given };
}

/** One person for each office role, and units with everyone a unit has. */
function people(regime: Regime): Directory {
  const person = (id: string, more: Partial<StaffMember>): StaffMember => ({
    id,
    name: id,
    title: id,
    roles: [],
    active: true,
    ...more,
  });
  const office = Object.entries(regime.roles)
    .filter(([, { binding }]) => binding.kind === 'office')
    .map(([role]) => person(role, { roles: [role] }));
  const posts = Object.keys(regime.posts ?? {});
  const units = UNITS.map(
    (id): Unit => ({
      id,
      name: id,
      posts: Object.fromEntries(posts.map((post) => [post, `${id}-${post}`])),
      active: true,
    }),
  );
  const members = UNITS.flatMap((unitId) =>
    [...new Set([...posts, 'caseworker', 'head', 'a'])].map((post) =>
      person(`${unitId}-${post}`, { unitId }),
    ),
  );
  const staff = [...office, ...members];
  return {
    version: 1,
    staff: new Map(staff.map((member) => [member.id, member])),
    units: new Map(units.map((unit) => [unit.id, unit])),
  };
}

/** Dice whose throws are the same every time (a linear congruence). */
function dice(seed: number): Choose {
  let state = seed;
  return (items) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return found(items[Math.floor((state / 2_147_483_648) * items.length)]);
  };
}
