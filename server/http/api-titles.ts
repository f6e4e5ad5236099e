/** What a call to DingTalk is for, as the office reads it; an address without a name of its own is shown as it is. */
export function apiTitle(api: string): string {
  return titles[api] ?? api;
}

const tasks = '/v1.0/todo/users/{unionId}/tasks';
const approvals = '/v1.0/workflow/processInstances';

const titles: Readonly<Record<string, string>> = {
  '/topapi/message/corpconversation/asyncsend_v2': '发送工作通知',
  '/topapi/message/corpconversation/getsendresult': '查询通知送达结果',
  '/v1.0/card/instances/createAndDeliver': '发送互动卡片',
  '/v1.0/card/instances': '更新互动卡片',
  '/v1.0/card/callbacks/register': '登记卡片回调地址',
  [tasks]: '建立钉钉待办',
  [`${tasks}/{taskId}`]: '更新、完成钉钉待办',
  [`${tasks}/sources/{sourceId}`]: '查找钉钉待办',
  '/v1.0/workflow/forms': '建立审批模板',
  [approvals]: '发起、查询审批',
  [`${approvals}/terminate`]: '撤销审批',
  '/v1.0/workflow/processes/instanceIds/query': '核对已发起的审批',
  '/v1.0/robot/groupMessages/send': '发送群消息',
  '/v1.0/robot/oToMessages/batchSend': '机器人单聊消息',
  '/v1.0/robot/oToMessages/readStatus': '查询单聊已读',
  '/v1.0/robot/ding/send': '应用内 DING',
  '/robot/send': '群自定义机器人消息',
  '/robot/sendBySession': '机器人回复问询',
  '/v1.0/oauth2/accessToken': '获取访问凭证',
  '/v1.0/oauth2/jsapiTickets': '获取页面签名票据',
  '/v1.0/gateway/connections/open': '建立长连接',
  '/topapi/v2/user/getuserinfo': '免登登录',
  '/topapi/v2/user/get': '查询通讯录人员',
  '/topapi/v2/department/listsub': '查询通讯录部门',
  '/topapi/user/listid': '查询部门人员',
  '/auth/scopes': '查询授权范围',
};
