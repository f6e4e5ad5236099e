import { demonstrationOffice } from '../../db/seed-office.ts';
import { loadWording } from '../../db/seed-wording.ts';
import type { ActInput } from '../../server/domain/act-input.ts';
import type { Calendar } from '../../server/domain/calendar.ts';
import type { ClockId } from '../../server/domain/clock-rule.ts';
import type { Command, TakeAct } from '../../server/domain/command.ts';
import { decideWith } from '../../server/domain/decide.ts';
import type { Circumstances, PlannedMessage } from '../../server/domain/decision.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import type { PetitionEvent } from '../../server/domain/event.ts';
import { actionsFor } from '../../server/domain/gate.ts';
import { numberText } from '../../server/domain/number-text.ts';
import type {
  Accused,
  Petition,
  PetitionFacts,
  RunningClock,
} from '../../server/domain/petition.ts';
import type { Answers } from '../../server/domain/record.ts';
import type { Refusal } from '../../server/domain/refusal.ts';
import type { ActId, Regime, SeriesId } from '../../server/domain/regime.ts';
import { derivedAppealType } from '../../server/domain/registering.ts';
import type { Result } from '../../server/domain/result.ts';
import type { Instant } from '../../server/domain/time.ts';
import type { Entered } from './office-person.ts';
import { found, regimes } from './planted-regime.ts';
import { at, officeCalendar } from './time.ts';

export interface Entry {
  readonly facts?: Partial<PetitionFacts>;
  readonly accused?: Partial<Accused>;
  readonly answers?: Answers;
}

export interface Taken {
  readonly input?: Entered;
  readonly answers?: Answers;
  readonly amendment?: TakeAct['amendment'];
}

/** One petition of one office, from act to act, without a store: what the regulation's own file makes of it. */
export interface Desk {
  readonly regime: Regime;
  /** Beijing wall-clock. */
  readonly setTime: (moment: string) => void;
  readonly register: (by: StaffId, entry?: Entry) => Petition;
  readonly tryToRegister: (by: StaffId, entry?: Entry) => string;
  /** Takes an act that has to succeed. */
  readonly does: (by: StaffId, act: ActId, taken?: Taken) => Petition;
  /** `ok`, or why not: the code with what it is about. */
  readonly tries: (by: StaffId, act: ActId, taken?: Taken) => string;
  /** The petitioner himself, without signing in. */
  readonly rates: (rating: string) => Petition;
  readonly petition: () => Petition;
  readonly events: () => readonly PetitionEvent[];
  /** The latest run of the clock. */
  readonly clock: (id: ClockId) => RunningClock;
  /** When the latest run of the clock ends. */
  readonly due: (id: ClockId) => Instant;
  /** The acts the person is offered now. */
  readonly offered: (by: StaffId) => readonly ActId[];
  /** What the last act made the office tell, by template. */
  readonly told: () => readonly PlannedMessage[];
}

const decide = decideWith(loadWording());
const HANDWRITING = 'handwriting';

export function deskUnder(id: string, moment: string): Desk {
  const regime = found(regimes.get(id));
  const directory = { ...demonstrationOffice(regime).directory, version: 1 };
  const calendar: Calendar = officeCalendar();
  const counters = new Map<SeriesId, number>();
  const log: PetitionEvent[] = [];
  let now = at(moment);
  let petition: Petition | null = null;
  let messages: readonly PlannedMessage[] = [];

  const given = (by: Circumstances['by']): Circumstances => ({
    now,
    by,
    calendar,
    directory,
    regime,
    newId: 'petition',
    handwriting: HANDWRITING,
    nextNumber(series) {
      const number = (counters.get(series) ?? 0) + 1;
      counters.set(series, number);
      return numberText(found(regime.numbers[series]).pattern, 2026, number);
    },
    isOpenNumber: () => true,
    upload: (upload) => ({ id: upload, mediaType: 'image/png', size: 1, sha256: upload }),
  });

  function submit(by: Circumstances['by'], command: Command): Result<Petition, Refusal> {
    const decision = decide(petition, command, given(by));
    if (!decision.ok) return decision;
    petition = decision.value.petition;
    messages = decision.value.messages;
    log.push(...decision.value.events);
    return { ok: true, value: petition };
  }

  const current = () => found(petition ?? undefined);
  const clockOf = (clock: ClockId) =>
    found(current().clocks.findLast((running) => running.clock === clock));
  const entering = (by: StaffId, entry: Entry = {}) => submit(by, registration(regime, entry, now));
  const taking = (by: StaffId, act: ActId, taken: Taken = {}) =>
    submit(by, command(regime, current(), act, taken));

  return {
    regime,
    setTime(text) {
      now = at(text);
    },
    register: (by, entry) => granted(entering(by, entry)),
    tryToRegister: (by, entry) => answer(entering(by, entry)),
    does: (by, act, taken) => granted(taking(by, act, taken)),
    tries: (by, act, taken) => answer(taking(by, act, taken)),
    rates: (rating) => granted(submit('system', { type: 'ratePetition', rating })),
    petition: current,
    events: () => log,
    clock: clockOf,
    due: (clock) => clockOf(clock).dueAt,
    offered: (by) => actionsFor(current(), given(by)).map(({ act }) => act),
    told: () => messages,
  };
}

function command(
  regime: Regime,
  { stage }: Petition,
  act: ActId,
  { input = {}, answers, amendment }: Taken,
): TakeAct {
  const definition = regime.stages[stage]?.acts[act] ?? regime.standingActs[act];
  return {
    type: 'takeAct',
    act,
    input: { kind: definition?.kind ?? 'step', ...input } as ActInput,
    ...(answers === undefined ? {} : { answers }),
    ...(amendment === undefined ? {} : { amendment }),
  };
}

function registration(regime: Regime, { facts, accused, answers }: Entry, receivedAt: Instant) {
  return {
    type: 'registerPetition' as const,
    flow: found(Object.keys(regime.flows)[0]),
    facts: factsOf(regime, answers, {
      receivedAt,
      ...facts,
    }),
    accused: { staffIds: [], unitIds: [], outside: false, ...accused },
    particulars: PARTICULARS,
    ...(answers === undefined ? {} : { answers }),
  };
}

/** The facts of a petition, with the statute's kind that follows from what was answered. */
export function factsOf(
  regime: Regime,
  answers: Answers | undefined,
  facts: Partial<PetitionFacts> & Pick<PetitionFacts, 'receivedAt'>,
): PetitionFacts {
  return {
    source: 'own',
    channel: 'online',
    category: '城乡建设',
    appealType: derivedAppealType(regime, answers) ?? 'appeal',
    peopleCount: 1,
    anonymous: false,
    repeated: false,
    ...facts,
  };
}

export const PARTICULARS = {
  title: '关于小区门口道路积水的反映',
  body: '小区门口道路一下雨就积水，请求整治。',
  petitioner: { name: '示例', phone: '13800000000', idNumber: '', address: '' },
};

function granted(result: Result<Petition, Refusal>): Petition {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

function answer(result: Result<Petition, Refusal>): string {
  if (result.ok) return 'ok';
  const { code, ...rest } = result.refusal;
  const about = Object.values(rest).find((value) => typeof value === 'string');
  return about === undefined ? code : `${code} ${about}`;
}
