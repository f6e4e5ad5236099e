import { checkAccess, checkClock } from './access.ts';
import { checkApproval, createApproval } from './approval.ts';
import { findGroup } from './find-group.ts';
import { type Finding, left } from './finding.ts';
import { checkOperator } from './operator.ts';
import { checkPage } from './page.ts';
import { checkPeople } from './people.ts';
import { checkReceiving } from './receiving.ts';
import { checkSending } from './sending.ts';
import type { Surroundings } from './surroundings.ts';
import type { CheckRequest } from './terminal.ts';

/** From what everything depends on to what a phone has to show. */
export async function* runChecks(
  given: Surroundings,
  request: Pick<CheckRequest, 'createApproval' | 'findGroup'>,
): AsyncGenerator<Finding> {
  if (request.findGroup) {
    yield await findGroup(given);
    return;
  }
  const { findings, isIn } = await checkAccess(given);
  yield* findings;
  yield* await checkClock(given);
  if (!isIn) {
    yield left('其余各项', '须待上面的问题解决后再核对。');
    return;
  }
  for (const check of [checkPeople, checkPage, checkReceiving, checkOperator]) {
    yield* await check(given);
  }
  yield* request.createApproval ? await createApproval(given) : await checkApproval(given);
  yield* await checkSending(given);
  yield left(
    '月度额度',
    `按每月${given.settings.monthlyCalls}次计（DINGTALK_MONTHLY_CALLS），用量见电脑桌面“接口额度”。`,
  );
}
