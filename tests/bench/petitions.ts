import type { RegisterPetition, Submission } from '../../server/domain/command.ts';
import type { PetitionId } from '../../server/domain/petition.ts';
import type { Instant } from '../../server/domain/time.ts';
import type { DecideOne, Settled, Store } from '../../server/store/store.ts';
import { clerk } from '../support/people.ts';
import { at } from '../support/time.ts';
import { type Department, departments } from './departments.ts';
import { ordinaryWay, type Step, type Way } from './ordinary-way.ts';

/** When everything in the measurements happens: a Monday morning. */
export const MONDAY: Instant = at('2026-09-28 09:00');

export interface Brought {
  readonly id: PetitionId;
  readonly unit: Department;
}

export interface Bringing {
  readonly store: Pick<Store, 'executeBatch'>;
  readonly decide: DecideOne;
  readonly now: Instant;
}

/**
 * Registers so many petitions, their departments in turn, and takes all of them along the ordinary way through the
 * command path of the store, up to this stage.
 */
export async function bring(
  count: number,
  upTo: Way,
  given: Bringing,
): Promise<readonly Brought[]> {
  const { now } = given;
  const units = Array.from({ length: count }, (_, index) => unitFor(index));
  const registrations = units.map((unit) => submissionOf(clerk, registration(unit, now)));
  const ids = await submitAll(registrations, given);
  const brought = ids.map((id, index) => ({ id, unit: unitFor(index) }));
  const last = ordinaryWay.findIndex(({ leadsTo }) => leadsTo === upTo);
  for (const step of ordinaryWay.slice(0, last + 1)) {
    await submitAll(
      brought.map((each) => stepOf(step, each, now)),
      given,
    );
  }
  return brought;
}

/** As many as the server itself takes into one transaction. */
const BATCH = 200;

/** About what a finger writes on a phone. */
const STROKES = Array.from(
  { length: 90 },
  (_, step) => `L${14 + step * 2} ${80 - ((step * 37) % 61)}`,
);
const HANDWRITING = `M12 80${STROKES.join('')}`;

async function submitAll(
  submissions: readonly Submission[],
  { store, decide, now }: Bringing,
): Promise<readonly PetitionId[]> {
  const ids: PetitionId[] = [];
  for (let from = 0; from < submissions.length; from += BATCH) {
    const settled = await store.executeBatch(submissions.slice(from, from + BATCH), now, decide);
    ids.push(...settled.map(recorded));
  }
  return ids;
}

function recorded(settled: Settled): PetitionId {
  if (!('answer' in settled)) throw settled.bug;
  const { answer } = settled;
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value.petitionId;
}

function unitFor(index: number): Department {
  const unit = departments[index % departments.length];
  if (!unit) throw new Error('no department');
  return unit;
}

let submitted = 0;

function submissionOf(
  by: string,
  command: Submission['command'],
  petitionId?: PetitionId,
): Submission {
  submitted += 1;
  return {
    commandId: `prepared-${submitted}`,
    by,
    command,
    ...(petitionId === undefined ? {} : { petitionId }),
  };
}

function stepOf({ by, act, input, signs }: Step, { id, unit }: Brought, now: Instant): Submission {
  const handwriting = signs ? { handwriting: HANDWRITING } : {};
  return submissionOf(
    by(unit),
    { type: 'takeAct', act, input: input(unit, now), ...handwriting },
    id,
  );
}

function registration(unit: Department, now: Instant): RegisterPetition {
  return {
    type: 'registerPetition',
    flow: 'platform',
    facts: {
      source: 'own',
      channel: 'letter',
      category: '征地拆迁',
      appealType: 'appeal',
      peopleCount: 1,
      receivedAt: now,
      anonymous: false,
      repeated: false,
    },
    accused: { staffIds: [], unitIds: [], outside: false },
    particulars: {
      title: `关于安置房交付的诉求（${unit.id}）`,
      body: '安置房至今没有交付，多次询问未得到明确答复，请求说明原因并告知交付时间。'.repeat(4),
      petitioner: {
        name: '金丝雀',
        phone: '13812345678',
        idNumber: '330602199001011234',
        address: '演示市演示区演示路1号2幢3单元404室',
      },
    },
  };
}
