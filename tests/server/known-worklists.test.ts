import { describe, expect, it } from 'vitest';
import { knownWorklists } from '../../server/http/views/known-worklists.ts';
import { found, regimes } from '../support/planted-regime.ts';

const listsOf = (id: string) => knownWorklists(found(regimes.get(id)));

describe('the lists that the desk offers', () => {
  it('are all of them for an office that receives visits, bears returns and writes letters', () => {
    expect(listsOf('jinghu2020')).toEqual(
      expect.arrayContaining(['visits', 'returns', 'consultations', 'letters', 'verifications']),
    );
  });

  it('leave out what the regulation knows nothing of', () => {
    expect(listsOf('panjin_forestry2020')).toEqual([
      'assignments',
      'followUps',
      'supervisions',
      'duties',
      'sanctions',
      'assessment',
    ]);
    expect(listsOf('shuangfeng2018')).toContain('returns');
    expect(listsOf('shuangfeng2018')).not.toContain('visits');
  });

  it('have no place for units where nothing is ever assigned', () => {
    expect(listsOf('cn2022')).not.toContain('assignments');
  });
});
