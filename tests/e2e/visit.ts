import type { Page } from 'playwright-core';
import type { RunningServer } from '../../server/start.ts';
import { construction, demolition, director } from '../support/people.ts';
import { accepted, answered, assigned, registered, replied, submitted, take } from './errands.ts';

/** One page among those that are looked at. */
export interface Visit {
  readonly name: string;
  readonly by: string;
  readonly route: (office: OfficeAtWork) => string;
  /** What is opened there first. Names the part to be looked at, where the rest is only behind it. */
  readonly open?: (page: Page) => Promise<string | undefined>;
}

/** A petition at each of these points; of those replied to there are two, to be signed together. */
export type OfficeAtWork = Readonly<
  Record<'registered' | 'submitted' | 'assigned' | 'accepted' | 'replied' | 'answered', string>
>;

/** Something lies on every list. */
export async function officeAtWork(server: RunningServer): Promise<OfficeAtWork> {
  await replied(server);
  await take(server, await assigned(server), demolition.liaisonA, 'returnAssignment', {
    kind: 'return',
    basis: 'otherUnit',
    detail: '该地块已移交规划建设部，不归我部办理。',
    proposedUnitId: construction.id,
  });
  const difficult = await accepted(server);
  await take(server, difficult, director, 'openSupervision', {
    kind: 'openSupervision',
    reason: '信访人多次来电询问。',
  });
  await take(server, difficult, demolition.caseworker, 'sendLetter', {
    kind: 'sendLetter',
    addressee: '演示区自然资源局',
    matter: '安置房配套工程验收',
    request: '请予加快验收。',
  });
  await take(server, difficult, demolition.caseworker, 'requestConsultation', {
    kind: 'consult',
    reason: '涉及两个部室，意见不一致。',
  });
  await registered(server, 'visit');
  return {
    registered: await registered(server),
    submitted: await submitted(server),
    assigned: await assigned(server),
    accepted: await accepted(server),
    replied: await replied(server),
    answered: await answered(server),
  };
}

export function at(route: string): Visit['route'] {
  return () => route;
}

export function press(name: string | RegExp): NonNullable<Visit['open']> {
  return async (page) => {
    await page.locator('main').getByRole('button', { name }).first().click();
    return undefined;
  };
}

export async function unfold(page: Page): Promise<undefined> {
  for (const summary of await page.locator('main summary').all()) await summary.click();
}
