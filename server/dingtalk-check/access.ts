import type { CallFailure } from '../dingtalk/dingtalk.ts';
import { serverTime } from '../dingtalk/server-time.ts';
import { durationText, MINUTE, SECOND } from '../domain/time.ts';
import { type Finding, fault, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

/** Whether DingTalk lets us in at all; without that nothing else is worth asking. */
export async function checkAccess({ dingTalk }: Pick<Surroundings, 'dingTalk'>): Promise<{
  readonly findings: readonly Finding[];
  readonly isIn: boolean;
}> {
  const part = await dingTalk.authorisedPart();
  if (part.ok) {
    return { findings: [CREDENTIALS_WELL, ADDRESS_WELL, partFinding(part.value)], isIn: true };
  }
  const { failure } = part;
  if (isOfAddress(failure)) {
    return { findings: [CREDENTIALS_WELL, refusedBy('出口地址', failure)], isIn: false };
  }
  if (isOfScope(failure)) {
    const findings = [CREDENTIALS_WELL, ADDRESS_WELL, refusedBy('通讯录授权', failure)];
    return { findings, isIn: true };
  }
  return { findings: [refusedBy(itemOf(failure), failure)], isIn: false };
}

/** A signature of the group's robot is refused when the clocks are an hour apart, a login or a page sooner. */
export async function checkClock({
  settings: { oapiBase },
  clock,
}: Pick<Surroundings, 'settings' | 'clock'>): Promise<readonly Finding[]> {
  const theirs = await serverTime(oapiBase, 10 * SECOND);
  if (!theirs.ok) return [refusedBy('时钟', theirs.failure)];
  const difference = clock() - theirs.value;
  const apart = Math.floor(Math.abs(difference) / SECOND) * SECOND;
  const text =
    apart < SECOND ? '与钉钉一致' : `比钉钉${difference > 0 ? '快' : '慢'}${durationText(apart)}`;
  return [
    apart <= TOLERATED_MS
      ? well('时钟', `${text}。`)
      : fault(
          '时钟',
          `${text}，签名会失效，期限也会算错。`,
          '校准服务器时间并打开自动对时（NTP），再核对。',
        ),
  ];
}

const TOLERATED_MS = 5 * MINUTE;

const CREDENTIALS_WELL = well('凭证', 'AppKey、AppSecret 有效，已取得访问凭证。');
const ADDRESS_WELL = well('出口地址', '钉钉接受本机的出口地址。');

function partFinding({
  departmentIds,
  userIds,
}: {
  readonly departmentIds: readonly number[];
  readonly userIds: readonly string[];
}): Finding {
  const item = '通讯录授权';
  if (departmentIds.includes(WHOLE)) return well(item, '全部员工。');
  if (departmentIds.length + userIds.length === 0) {
    return fault(
      item,
      '应用看不到任何部门和人员。',
      '在开放平台本应用的通讯录接口权限范围中选“全部员工”，或选入名单内人员所在的部门。',
    );
  }
  return well(
    item,
    `${departmentIds.length}个部门、${userIds.length}名人员；名单内人员是否都在其中，见“人员”一项。`,
  );
}

const WHOLE = 1;

function isOfAddress({ code }: CallFailure): boolean {
  return code === '60020' || code === 'Forbidden.AccessDenied.IpNotInWhiteList';
}

function isOfScope({ code }: CallFailure): boolean {
  return code === '60011' || code === 'Forbidden.AccessDenied.AccessTokenPermissionDenied';
}

function itemOf({ class: failureClass, code }: CallFailure): string {
  const isOfNetwork = ['unreachable', 'certificate', 'refusedByNetwork'].includes(code);
  if (isOfNetwork) return '网络';
  return failureClass === 'config' || failureClass === 'token' ? '凭证' : '钉钉';
}
