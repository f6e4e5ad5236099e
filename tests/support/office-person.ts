import type { ActInput } from '../../server/domain/act-input.ts';
import type { Submission } from '../../server/domain/command.ts';
import type { StaffId } from '../../server/domain/directory.ts';
import { type AllowedAct, actionsFor, type GateContext } from '../../server/domain/gate.ts';
import type {
  Accused,
  Particulars,
  Petition,
  PetitionFacts,
  PetitionId,
} from '../../server/domain/petition.ts';
import type { Answers } from '../../server/domain/record.ts';
import type { ActId, FlowId } from '../../server/domain/regime.ts';
import type { Instant } from '../../server/domain/time.ts';
import type { Answer } from '../../server/store/store.ts';

/** Somebody of the office at work. */
export interface Person {
  /** Registers an ordinary petition of our own unless told otherwise; throws when refused. */
  register(changes?: Registered): Promise<PetitionId>;
  tryToRegister(changes?: Registered): Promise<Answer>;
  /** Takes an act. Its kind is looked up, and where the form wants a signature one is given. */
  act(id: PetitionId, act: ActId, input?: Entered, how?: How): Promise<Answer>;
  /** Takes an act that has to succeed. */
  does(id: PetitionId, act: ActId, input?: Entered, how?: How): Promise<Petition>;
  /** What the person's buttons are. */
  actions(id: PetitionId): Promise<readonly AllowedAct[]>;
}

export interface Registered {
  readonly flow?: FlowId;
  readonly facts?: Partial<PetitionFacts>;
  readonly accused?: Partial<Accused>;
  readonly particulars?: Partial<Particulars>;
  readonly answers?: Answers;
}

export interface How {
  readonly signature?: boolean;
  readonly seenVersion?: number;
  /** To the record that the act asks for. */
  readonly answers?: Answers;
  /** Its messages stay in the outbox for the time being. */
  readonly unsent?: boolean;
}

/** The fields of any kind of act, without the kind. */
export type Entered = ActInput extends infer Input
  ? Input extends ActInput
    ? Partial<Omit<Input, 'kind'>>
    : never
  : never;

/** What a person works with. */
export interface Workplace {
  readonly submit: (submission: Omit<Submission, 'commandId'>, how?: How) => Promise<Answer>;
  readonly petition: (id: PetitionId) => Promise<Petition>;
  readonly circumstances: (by: StaffId) => Promise<GateContext>;
}

const HANDWRITING = 'M0 0 L10 10';

export function personOf(by: StaffId, { submit, petition, circumstances }: Workplace): Person {
  async function tryToRegister(changes: Registered = {}) {
    const { now } = await circumstances(by);
    return await submit({ by, command: registration(changes, now) });
  }

  async function act(id: PetitionId, actId: ActId, input: Entered = {}, how: How = {}) {
    const { stage } = await petition(id);
    const { regime } = await circumstances(by);
    const definition = regime.stages[stage]?.acts[actId] ?? regime.standingActs[actId];
    const signs = how.signature ?? definition?.signs !== undefined;
    const command = {
      type: 'takeAct' as const,
      act: actId,
      input: { kind: definition?.kind ?? 'step', ...input } as ActInput,
      ...(signs ? { handwriting: HANDWRITING } : {}),
      ...(how.answers === undefined ? {} : { answers: how.answers }),
    };
    const seen = how.seenVersion === undefined ? {} : { seenVersion: how.seenVersion };
    return await submit({ petitionId: id, by, command, ...seen }, how);
  }

  return {
    tryToRegister,
    act,
    async register(changes) {
      return granted(await tryToRegister(changes), 'registration').petitionId;
    },
    async does(id, actId, input, how) {
      granted(await act(id, actId, input, how), actId);
      return await petition(id);
    },
    async actions(id) {
      return actionsFor(await petition(id), await circumstances(by));
    },
  };
}

function registration(changes: Registered, receivedAt: Instant) {
  const { flow = 'platform', facts, accused, particulars, answers } = changes;
  return {
    type: 'registerPetition' as const,
    flow,
    facts: {
      source: 'own' as const,
      channel: 'letter' as const,
      category: '征地拆迁',
      appealType: 'appeal' as const,
      peopleCount: 1,
      receivedAt,
      anonymous: false,
      repeated: false,
      ...facts,
    },
    accused: { staffIds: [], unitIds: [], outside: false, ...accused },
    particulars: {
      title: '关于安置房交付的诉求',
      body: '安置房至今没有交付，请求答复。',
      petitioner: {
        name: '金丝雀',
        phone: '13800000000',
        idNumber: '330602199001011234',
        address: '演示路1号',
      },
      ...particulars,
    },
    ...(answers === undefined ? {} : { answers }),
  };
}

function granted(answer: Answer, what: string) {
  if (!answer.ok) throw new Error(`${what} was refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}
