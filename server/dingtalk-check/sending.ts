import { SECOND } from '../domain/time.ts';
import { NO_CARDS, tryCard } from './card.ts';
import { type Finding, fault, left, refusedBy, well } from './finding.ts';
import { NEEDS_NOTIFY, type Surroundings } from './surroundings.ts';
import { type TestMessage, testMessage } from './test-message.ts';
import { tryToDo } from './to-do.ts';

/** Everything that only sending can tell: to one named person, and to the group where there is one. */
export async function checkSending(given: Surroundings): Promise<readonly Finding[]> {
  if (given.notify === null) return untried(given);
  const found = await given.dingTalk.person(given.notify);
  if (!found.ok) return [refusedBy('测试接收人', found.failure)];
  if (found.value === null) {
    const remedy = '把 --notify 后的编号改为钉钉管理后台通讯录中的 userid。';
    return [fault('测试接收人', `钉钉通讯录中没有 ${given.notify}。`, remedy)];
  }
  const message = testMessage(given.notify, given.clock());
  const notice = await tryNotice(message, given);
  return [
    ...(await tryGroup(message, given)),
    ...(await tryCard(message, given)),
    ...(await tryToDo(message, found.value.unionId, given)),
    dingFinding(given),
    ...(await notice()),
  ];
}

function untried({ settings }: Surroundings): readonly Finding[] {
  const { robot, webhook, cards, operator } = settings;
  return [
    left('工作通知', `AgentId 已填写；${NEEDS_NOTIFY}。`),
    robot
      ? left('机器人和工作群', `已填写，需要权限 qyapi_robot_sendmsg；${NEEDS_NOTIFY}。`)
      : NO_ROBOT,
    webhook ? left('群自定义机器人', `已填写；${NEEDS_NOTIFY}。`) : NO_WEBHOOK,
    cards
      ? left('互动卡片', `已填写模板，需要权限 Card.Instance.Write；${NEEDS_NOTIFY}。`)
      : NO_CARDS,
    ...(operator === null
      ? []
      : [left('待办', `需要权限 Todo.Todo.Write、Todo.Todo.Read；${NEEDS_NOTIFY}。`)]),
    dingFinding({ settings }),
  ];
}

const NO_ROBOT = left(
  '机器人和工作群',
  '未填写 DINGTALK_ROBOT_CODE，没有单聊、卡片和由企业机器人发的群提醒。',
);
const NO_WEBHOOK = left(
  '群自定义机器人',
  '未填写 DINGTALK_GROUP_WEBHOOK，群内不能 @ 未查看的人员。',
);
/** Sent first; what became of it is asked last, when the person has had time to look. */
async function tryNotice(
  { userId, title, text }: TestMessage,
  { dingTalk, settings, linkFor, wait }: Surroundings,
): Promise<() => Promise<readonly Finding[]>> {
  const item = '工作通知';
  const sent = await dingTalk.sendWorkNotice({
    userIds: [userId],
    title,
    markdown: text,
    link: linkFor('/'),
    linkTitle: '打开',
  });
  if (!sent.ok) {
    const refused = refusedBy(`${item}（AgentId、权限 qyapi_base）`, sent.failure);
    return async () => [refused];
  }
  return async () => {
    // The phones of the sandbox are looked at by nobody while this runs.
    if (!settings.inSandbox) await wait(TIME_TO_LOOK);
    const result = await dingTalk.fetchNoticeResult(sent.value.taskId);
    if (!result.ok) return [well(item, '钉钉已受理。'), refusedBy('送达结果', result.failure)];
    const { readUserIds, refused } = result.value;
    const [refusal] = refused;
    if (refusal) {
      const remedy = '按所述原因处理；其间此人的通知请用其他方式告知。';
      return [fault(item, `未送达：${refusal.explanation}（错误码 ${refusal.code}）`, remedy)];
    }
    if (result.value.failedUserIds.length > 0) {
      return [fault(item, '未送达，钉钉没有说明原因。', '过几分钟再核对一次。')];
    }
    const outcome = readUserIds.includes(userId) ? '已读' : '未读';
    return [well(item, `已送达 ${userId}，${outcome}。`)];
  };
}

const TIME_TO_LOOK = 30 * SECOND;

async function tryGroup(
  { id, userId, title, text }: TestMessage,
  { dingTalk, settings, linkFor }: Surroundings,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  if (settings.robot) {
    const item = '机器人和工作群';
    const posted = await dingTalk.sendGroupMessage({
      messageId: id,
      title,
      markdown: text,
      link: linkFor('/'),
      linkTitle: '打开',
    });
    findings.push(
      posted.ok
        ? well(item, '钉钉已受理群消息，请到群里看一眼确实出现了。')
        : refusedBy(`${item}（权限 qyapi_robot_sendmsg）`, posted.failure),
    );
  } else findings.push(NO_ROBOT);
  if (!settings.webhook) return [...findings, NO_WEBHOOK];
  const mention = { messageId: `${id}-mention`, userIds: [userId], title, markdown: text };
  const mentioned = await dingTalk.mentionInGroup(mention);
  const item = '群自定义机器人';
  return [
    ...findings,
    mentioned.ok
      ? well(item, `签名有效，已在群内 @${userId}。`)
      : refusedBy(item, mentioned.failure),
  ];
}

function dingFinding({ settings: { ding } }: Pick<Surroundings, 'settings'>): Finding {
  return ding
    ? left('应用内 DING', '已开启；只在被推送的人员都未查看时使用，这里不试发。')
    : left('应用内 DING', '未开启（DINGTALK_DING）。');
}
