import { type Finding, fault, left, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';
import type { TestMessage } from './test-message.ts';

const ITEM = '互动卡片';
export const NO_CARDS = left(ITEM, '未填写 DINGTALK_CARD_TEMPLATE_ID，以带链接的工作通知代替。');
const SCOPED = `${ITEM}（权限 Card.Instance.Write）`;

const LOOK_AT_IT =
  '已送达并改为“核对完毕”；请在手机上看标题、正文、状态和“打开”是否齐全，缺哪一样就核对模板中那个变量的名称。';

/** One card to one person, closed at once so that nobody answers it. Two billable calls. */
export async function tryCard(
  { id, userId, title, text }: TestMessage,
  { dingTalk, settings, linkFor }: Surroundings,
): Promise<readonly Finding[]> {
  if (!settings.cards) return [NO_CARDS];
  const delivered = await dingTalk.deliverCard({
    outTrackId: id,
    userIds: [userId],
    summary: title,
    variables: {
      title,
      content: text,
      status: 'open',
      statusText: '测试',
      primaryLabel: '',
      phrases: '[]',
      secondaryLabel: '',
      secondaryLink: '',
      linkLabel: '打开',
    },
    pages: { link: linkFor('/') },
  });
  if (!delivered.ok) return [refusedBy(SCOPED, delivered.failure)];
  const [refusal] = delivered.value.refused;
  if (refusal) {
    const remedy = '确认机器人已发布、此人在应用的可用范围内，卡片模板已发布。';
    return [fault(ITEM, `未送达 ${userId}：${refusal.explanation}`, remedy)];
  }
  const closed = await dingTalk.updateCard({
    outTrackId: id,
    variables: { status: 'closed', statusText: '核对完毕' },
  });
  if (!closed.ok) return [refusedBy(SCOPED, closed.failure)];
  return [well(ITEM, LOOK_AT_IT)];
}
