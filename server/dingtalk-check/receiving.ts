import { openLink } from '../dingtalk/stream-link.ts';
import { type Finding, fault, left, refusedBy, well } from './finding.ts';
import type { Surroundings } from './surroundings.ts';

/** Whether DingTalk can tell us anything, by the way that is configured. */
export async function checkReceiving(
  given: Pick<Surroundings, 'dingTalk' | 'settings'>,
): Promise<readonly Finding[]> {
  switch (given.settings.receive) {
    case 'stream':
      return [await checkStream(given)];
    case 'callback':
      return await checkCallback(given);
    case 'off':
      return [left('接收', '已关闭：收不到卡片操作、群内问询和人员变动。')];
  }
}

const STREAM = '长连接';

/** Opened and let go at once: while it is open it may draw what is meant for the running office. */
async function checkStream({ dingTalk }: Pick<Surroundings, 'dingTalk'>): Promise<Finding> {
  const place = await dingTalk.openStreamConnection();
  if (!place.ok) return refusedBy(STREAM, place.failure);
  const { opened } = openLink(
    place.value,
    { elapsed: () => performance.now(), schedule: () => () => {} },
    NO_EVENTS,
  );
  const link = await opened;
  link?.drop();
  return link
    ? well(
        STREAM,
        '可以建立，已随即断开；开放平台“事件订阅”和机器人的消息接收方式须选 Stream 模式。',
      )
    : fault(
        STREAM,
        '钉钉给出了入口，但连接没有建立。',
        '请网络管理员放行 wss-open-connection.dingtalk.com 和 wss-open-connection-union.dingtalk.com 的443端口（WebSocket）；不能放行的改用 DINGTALK_RECEIVE=callback。',
      );
}

const NO_EVENTS = {
  onFrame: () => {},
  onUnreadable: () => {},
  onEnding: () => {},
  onSilent: () => {},
  onWell: () => {},
  onClosed: () => {},
};

const CALLBACK = 'HTTP 回调';

/** Cards have no page in the console for their address: DingTalk is told it by a call, which is billable. */
async function checkCallback({
  dingTalk,
  settings,
}: Pick<Surroundings, 'dingTalk' | 'settings'>): Promise<readonly Finding[]> {
  const { publicUrl, cards, cardSecret } = settings;
  const entered = well(
    CALLBACK,
    `已填写；开放平台“事件订阅”的请求地址填 ${publicUrl}/dingtalk/callback，机器人的消息接收地址填 ${publicUrl}/dingtalk/robot（保存时本系统须在运行）。`,
  );
  if (!cards) return [entered];
  const url = `${publicUrl}/dingtalk/card`;
  const registered = await dingTalk.registerCardCallback({ url, secret: cardSecret });
  const item = '卡片回调';
  return [
    entered,
    registered.ok
      ? well(item, `已向钉钉登记地址 ${url}。`)
      : refusedBy(`${item}（权限 Card.Instance.Write）`, registered.failure),
  ];
}
