import { type Finding, fault, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';
import type { TestMessage } from './test-message.ts';

const ITEM = '待办';

/** One to-do for one person, withdrawn at once. Two billable calls; none where to-dos are not used. */
export async function tryToDo(
  { id, title }: TestMessage,
  executor: string,
  { dingTalk, settings: { operator }, linkFor }: Surroundings,
): Promise<readonly Finding[]> {
  if (operator === null) return [];
  const creator = await dingTalk.person(operator);
  // What is wrong with the operator has been said under that heading.
  if (!creator.ok || creator.value === null) return [];
  const { unionId } = creator.value;
  const created = await dingTalk.createToDo({
    sourceId: id,
    creator: unionId,
    executors: [executor],
    subject: title,
    urgent: false,
    link: linkFor('/'),
  });
  if (!created.ok) {
    return [refusedBy(`${ITEM}（权限 Todo.Todo.Write、Todo.Todo.Read）`, created.failure)];
  }
  const deleted = await dingTalk.deleteToDo({ taskId: created.value.taskId, creator: unionId });
  if (deleted.ok) return [well(ITEM, '已建立一条测试待办并随即撤回。')];
  const { explanation, code } = deleted.failure;
  const text = `测试待办已建立，但没有撤回：${explanation}（错误码 ${code}）`;
  return [fault(ITEM, text, `请接收人在钉钉待办中删除“${title}”。`)];
}
