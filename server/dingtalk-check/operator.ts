import { type Finding, fault, left, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

const ITEM = '经办人';

/** Whether the person in whose name to-dos and approvals are made exists. Free of charge. */
export async function checkOperator({
  dingTalk,
  settings: { operator },
}: Pick<Surroundings, 'dingTalk' | 'settings'>): Promise<readonly Finding[]> {
  if (operator === null) {
    return [left(ITEM, '未填写 DINGTALK_OPERATOR_USER_ID，不使用钉钉待办和审批。')];
  }
  const found = await dingTalk.person(operator);
  if (!found.ok) return [refusedBy(ITEM, found.failure)];
  if (found.value === null) {
    const text = `钉钉通讯录中没有 ${operator}。`;
    return [fault(ITEM, text, '把 DINGTALK_OPERATOR_USER_ID 改为在职人员的 userid。')];
  }
  return [well(ITEM, `${operator} 在钉钉通讯录中，待办和审批以其名义建立。`)];
}
