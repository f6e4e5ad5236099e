import type { WeatherKind } from '../../server/contract/sandbox.ts';

/** What each weather is called and what DingTalk does in it. */
export const weatherWords = {
  busy: { name: '系统繁忙', effect: '每次调用都回答“系统繁忙，请稍后再试”。' },
  throttled: { name: '调用限流', effect: '嫌调用太快，一律拒绝，过后可以再试。' },
  quota: { name: '额度用尽', effect: '本月计费调用已经用完，计费接口一律拒绝。' },
  html: { name: '错误网页', effect: '回来的不是数据，是一张 502 错误网页。' },
  blocked: { name: '地址被封', effect: '服务器地址被拦截，状态 200，内容却是拦截页。' },
  hang: { name: '没有回音', effect: '请求收下了，一直不回答，直到等待超时。' },
  resetBeforeWork: { name: '办前断线', effect: '事情还没有办，连接就断了。' },
  resetAfterWork: { name: '办后断线', effect: '事情已经办成，回答之前连接断了。' },
  tokenInvalid: { name: '令牌失效', effect: '不认任何访问令牌，需要重新换取。' },
  silentDrop: { name: '悄悄丢弃', effect: '回答说通知已发出，其实谁的手机上也没有。' },
  partialFailure: { name: '部分失败', effect: '回答成功，其中有一个人没有送到。' },
} as const satisfies Record<WeatherKind, { readonly name: string; readonly effect: string }>;

/** Part of the path by which the calls of a kind are known; every call first. */
export const apiParts = [
  { part: '', name: '全部接口' },
  { part: '/message/corpconversation/', name: '工作通知' },
  { part: '/v1.0/card/', name: '互动卡片' },
  { part: '/v1.0/todo/', name: '待办' },
  { part: '/v1.0/workflow/', name: '审批' },
  { part: '/v1.0/robot/', name: '应用机器人' },
  { part: '/robot/send', name: '群机器人与会话回复' },
  { part: '/topapi/v2/', name: '通讯录与登录' },
  { part: '/v1.0/gateway/', name: '长连接' },
] as const;
