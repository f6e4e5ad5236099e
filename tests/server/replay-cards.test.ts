import { beforeAll, describe, expect, it } from 'vitest';
import { cardsShowTheEnd } from '../../server/replay/verdict/cards.ts';
import {
  accusedHoldNothing,
  confidentialCardsNeutral,
} from '../../server/replay/verdict/confidential.ts';
import { type Evidence, type Finding, isAccusation } from '../../server/replay/verdict/evidence.ts';
import { toDosFollow, urgedOnce } from '../../server/replay/verdict/to-dos.ts';
import type { Memory } from '../../server/sandbox/memories.ts';
import { evidenceOfSix } from '../support/replay-evidence.ts';

/** A real play of six petitions; the tests below spoil one thing each in what it left behind. */
let sound: Evidence;

beforeAll(async () => {
  sound = await evidenceOfSix();
}, 120_000);

/** Holds as it was, and names the fault once it is planted. */
function finds(
  check: (evidence: Evidence) => Finding,
  planted: Partial<Evidence>,
  fault: RegExp,
): void {
  expect(check(sound).faults).toEqual([]);
  expect(check({ ...sound, ...planted }).faults.join('\n')).toMatch(fault);
}

describe('the verdict on cards', () => {
  it('finds one that nobody has told of the end of its step', () => {
    const sandbox = sound.sandbox.filter(({ kind }) => kind !== 'cardChange');
    finds(cardsShowTheEnd, { sandbox }, /仍为“open”，应为“done”。/);
  });

  it('finds a button that is left, and another text than the step’s', () => {
    const still = (variables: Readonly<Record<string, string>>) => ({
      sandbox: sound.sandbox.map((memory) =>
        memory.kind === 'cardChange'
          ? { ...memory, shared: { ...memory.shared, ...variables } }
          : memory,
      ),
    });
    finds(cardsShowTheEnd, still({ primaryLabel: '接件承办' }), /还有可点的按钮。/);
    finds(cardsShowTheEnd, still({ statusText: '已由他人办理' }), /写作“已由他人办理”。/);
  });

  it('finds an end that does not say who was first', () => {
    const steps = sound.steps.map((step) => ({ ...step, statusText: '已办理' }));
    finds(cardsShowTheEnd, { steps }, /没有写明/);
  });
});

describe('the verdict on to-dos and urging', () => {
  it('finds one that stays open after the end of its petition', () => {
    const sandbox = sound.sandbox.map((memory) =>
      memory.kind === 'toDo' ? { ...memory, toDo: { ...memory.toDo, done: false } } : memory,
    );
    finds(toDosFollow, { sandbox }, /已了结，钉钉待办仍未完成。/);
  });

  it('finds one of which the office knows nothing', () => {
    finds(toDosFollow, { toDos: [] }, /钉钉有一条待办在数据库中没有出处。/);
  });

  it('finds a DING too many', () => {
    const dings = sound.sandbox.filter(({ kind }) => kind === 'ding');
    expect(dings.length).toBeGreaterThan(0);
    finds(urgedOnce, { sandbox: [...sound.sandbox, ...dings] }, /DING实有\d+次，记录\d+次。/);
  });

  it('finds a step that was urged twice in the same way', () => {
    finds(urgedOnce, { urges: [...sound.urges, ...sound.urges] }, /重复。/);
  });
});

describe('the verdict on what is said of an accusation', () => {
  it('finds its number in a card of another petition, and in a DING', () => {
    const { number } = anAccusation();
    const said = sound.sandbox.map((memory): Memory => {
      if (memory.kind !== 'card') return memory;
      return { ...memory, shared: { ...memory.shared, content: `请办理${number}` } };
    });
    finds(confidentialCardsNeutral, { sandbox: said }, new RegExp(`卡片写有“${number}”。`));
  });

  it('finds a card, a to-do or a notice of it on the telephone of the accused', () => {
    const { id, accused } = anAccusation();
    const [userId = ''] = accused.staffIds;
    const link = `http://office/#/petitions/${id}`;
    const toDo = sound.sandbox.find((memory) => memory.kind === 'toDo');
    if (!toDo) throw new Error('there is no to-do');
    const planted: Memory = {
      ...toDo,
      toDo: { ...toDo.toDo, link, executorIds: [`union-${userId}`] },
    };
    expect(userId).not.toBe('');
    finds(accusedHoldNothing, { sandbox: [...sound.sandbox, planted] }, /的手机上有专办件/);
  });
});

function anAccusation() {
  const found = sound.petitions.find(({ petition }) => isAccusation(petition));
  if (!found) throw new Error('there is no accusation');
  return found.petition;
}
