import { expect, it } from 'vitest';
import { verdictOn } from '../../server/replay/verdict/verdict.ts';
import { evidenceOfSix } from '../support/replay-evidence.ts';

it('ends with every invariant holding although DingTalk is busy, throttles, resets and drops', async () => {
  const evidence = await evidenceOfSix(true);
  const stormy = evidence.sandbox.filter(
    (memory) => memory.kind === 'call' && memory.call.outcome !== 'ok',
  );
  expect(stormy.length).toBeGreaterThan(10);
  expect(verdictOn(evidence).filter(({ faults }) => faults.length > 0)).toEqual([]);
}, 120_000);
