import { describe, expect, it } from 'vitest';
import { apiTitle } from '../../server/http/api-titles.ts';
import { contract } from '../support/dingtalk-contract.ts';

describe('a call to DingTalk', () => {
  it.each(contract.map(({ call }) => call.split(' ')[1] ?? ''))(
    '%s has a name people can read',
    (api) => {
      expect(apiTitle(api)).toMatch(/[一-鿿]/);
    },
  );

  it('that nobody has named is shown by its address', () => {
    expect(apiTitle('/v1.0/unheard-of')).toBe('/v1.0/unheard-of');
  });
});
