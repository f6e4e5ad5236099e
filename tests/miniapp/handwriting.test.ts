import { describe, expect, it } from 'vitest';
import { handwritingOf, viewBoxOf } from '../../miniapp/handwriting.ts';
import { actBody } from '../../server/contract/act-input.ts';

const line = (points: number, step: number) =>
  Array.from({ length: points }, (_, index) => ({
    x: 30 + index * step,
    y: 50 + (index % 2) * step,
  }));

describe('a handwritten signature', () => {
  it('is empty when nothing was written', () => {
    expect(handwritingOf([])).toBe(null);
  });

  it('is refused when it is a dot, a twitch or a dozen dots on one spot', () => {
    expect(handwritingOf([[{ x: 5, y: 5 }]])).toBe(null);
    expect(handwritingOf([line(11, 20)])).toBe(null);
    expect(handwritingOf([line(40, 1)])).toBe(null);
  });

  it('is taken from the first stroke that could be a name', () => {
    expect(handwritingOf([line(12, 20)])).not.toBe(null);
  });

  it('is scaled into one box, starts at its corner, and is what the contract takes', () => {
    const path = handwritingOf([line(40, 20), line(40, 20)]) ?? '';
    expect(path.startsWith('M0 0L')).toBe(true);
    expect(path.split('M')).toHaveLength(3);
    const widest = Math.max(...(path.match(/[\d.]+/g) ?? []).map(Number));
    expect(widest).toBe(400);
    const body = {
      commandId: '12345678',
      seenVersion: 1,
      input: { kind: 'approve', opinion: '同意。' },
    };
    expect(actBody.safeParse({ ...body, handwriting: path }).success).toBe(true);
  });

  it('is shown whole, whatever box it was written in', () => {
    expect(viewBoxOf('M10 20L110 20L110 70')).toBe('6 16 108 58');
  });
});
