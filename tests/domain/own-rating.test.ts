import { describe, expect, it } from 'vitest';
import { delivered, rated, staff, wetland } from '../support/panjin.ts';

describe('a petitioner who rates by himself (直至群众作出满意度评价)', () => {
  it('moves whoever is answerable, and nobody else, to go on [J9]', () => {
    const desk = delivered();
    desk.rates('satisfied');
    const told = desk.told();
    expect(told.map(({ template }) => template)).toEqual(['petitionerRated']);
    expect(desk.offered(wetland.head)).toContain('recordRating');
    expect(desk.offered(staff)).toContain('recordRating');
  });

  it('satisfied, ends the waiting even when nobody reaches him any more [J9]', () => {
    const desk = delivered();
    expect(rated('unreachable', desk).petition().stage).toBe('awaitingRating');
    desk.rates('basicallySatisfied');
    expect(rated('unreachable', desk).petition().stage).toBe('archiving');
  });

  it('dissatisfied, is not made satisfied by what is written down afterwards [J9]', () => {
    const desk = delivered();
    desk.rates('dissatisfied');
    expect(rated('satisfied', desk).petition().stage).toBe('judging');
  });
});
