import { describe, expect, it } from 'vitest';
import { readFoot } from '../../miniapp/desk/paper-foot.ts';

describe('the foot of a paper, pasted', () => {
  it.each([
    ['件号 2026-0001　第4版　验证码 4K2MZ-9Q7RT', '2026-0001', '4K2MZ-9Q7RT'],
    ['件号：检2026-0007 第12版 验证码：4k2mz9q7rt', '检2026-0007', '4k2mz9q7rt'],
    ['……\n件号2026-0001\n第4版\n验证码 4K2MZ 9Q7RT\n第2页', '2026-0001', '4K2MZ 9Q7RT'],
  ])('gives number and code: %j', (text, number, code) => {
    expect(readFoot(text)).toEqual({ number, code });
  });

  it.each([
    '2026-0001',
    '4K2MZ-9Q7RT',
    '件号 2026-0001　第4版',
    '件号 2026-0001　第4版　验证码 4K2MZ-9Q7',
    '件号 2026-0001　第4版　验证码 4K2MZ-9Q7RTX',
  ])('is not taken for one: %j', (text) => {
    expect(readFoot(text)).toBeNull();
  });
});
