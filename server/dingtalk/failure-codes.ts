import { MINUTE, SECOND } from '../domain/time.ts';

/**
 * What to do about a failure.
 * `soon` back off and try again · `slow` wait, no attempt burnt · `ban` close the channel for `retryAfterMs` ·
 * `quota` close it until next month · `token` close it, a fresh token was refused too ·
 * `unknown` the request left and its fate is not known: it may have been carried out ·
 * `person` these people cannot be reached · `content` this text is refused for good ·
 * `config` nothing will pass until an administrator acts.
 */
export type FailureClass =
  | 'soon'
  | 'slow'
  | 'ban'
  | 'quota'
  | 'token'
  | 'unknown'
  | 'person'
  | 'content'
  | 'config';

export interface FailureMeaning {
  /** Exact codes; a trailing `*` matches any continuation. */
  readonly codes: readonly string[];
  readonly class: FailureClass;
  readonly explanation: string;
  readonly retryAfterMs?: number;
}

/** What DingTalk's codes, and the few words of ours, mean for the office. The first row that matches decides. */
export const failureMeanings: readonly FailureMeaning[] = [
  {
    codes: ['90020', 'Forbidden.AccessDenied.ApiCountLimitForOrg'],
    class: 'quota',
    explanation:
      '本月钉钉接口调用量已用完，推送暂停至下月；请在应用内查看待办；管理员购买调用量后重新启动服务，即恢复推送。',
  },
  {
    codes: [
      '90018',
      'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi',
      'Forbidden.AccessDenied.QpsLimitForApi',
    ],
    class: 'slow',
    explanation: '调用钉钉过快，系统稍候自动续发，无需处理。',
    retryAfterMs: SECOND,
  },
  {
    codes: ['130101', '660026', '410100', 'send.byToken.tooFast'],
    class: 'slow',
    explanation: '群机器人一分钟内消息过多，钉钉要求暂停十分钟，系统到时自动续发。',
    retryAfterMs: 10 * MINUTE,
  },
  {
    codes: [
      '90001',
      '90002',
      '90003',
      '90004',
      '90005',
      '90006',
      '90007',
      '90008',
      '90009',
      '90010',
      '90011',
      '90012',
      '41045',
      '41046',
      '41047',
      '41048',
      'autoflowLikeTriggerRateLimited',
      'todo.taskCreate.flowControlError',
      'Forbidden.AccessDenied.QpmLimit*',
      'Forbidden.AccessDenied.Qps*',
    ],
    class: 'slow',
    explanation: '钉钉正在限流，系统一分钟后自动续发，无需处理。',
    retryAfterMs: MINUTE,
  },
  {
    codes: ['addressBanned', '1430003'],
    class: 'ban',
    explanation:
      '钉钉暂时封禁了本单位出口地址或触发了平台保护，推送暂停几分钟后自动恢复；反复出现请联系管理员。',
    retryAfterMs: 5 * MINUTE,
  },
  {
    codes: ['40000', '40001', '40014', '42001', 'InvalidAuthentication', 'AuthenticationFailed*'],
    class: 'token',
    explanation:
      '钉钉不认可访问凭证，重新获取后仍被拒绝；请管理员核对应用是否停用、密钥是否已重置。',
  },
  {
    codes: ['timedOut', 'connectionLost', 'unreadable', 'incomplete'],
    class: 'unknown',
    explanation: '请求已发出但没有收到完整答复，不能确定钉钉是否已处理，系统稍后自动重试。',
  },
  {
    codes: ['33012', '60121', '40003', 'staffId.notExisted', 'param.userIdNotExist'],
    class: 'person',
    explanation: '钉钉通讯录中没有此人，请核对人员的钉钉账号或更新通讯录。',
  },
  {
    codes: ['50002', '50004'],
    class: 'person',
    explanation: '此人或其部门不在应用的授权范围内，请管理员在钉钉后台扩大通讯录接口权限范围。',
  },
  {
    codes: ['1430004'],
    class: 'person',
    explanation: '此人开启了钉钉高管保护，不接收工作通知，请改用其他方式告知。',
  },
  {
    codes: ['unsafeId'],
    class: 'person',
    explanation: '人员的钉钉账号含有不允许的字符，未发送；请核对人员的钉钉账号。',
  },
  {
    codes: ['cardNotDelivered'],
    class: 'person',
    explanation: '钉钉没有把卡片送到此人，请改用其他方式告知。',
  },
  {
    codes: ['300001', 'sessionOver'],
    class: 'person',
    explanation: '机器人会话的回复期已过，请改用单聊或工作通知告知。',
  },
  { codes: ['noRecipients'], class: 'person', explanation: '没有可接收的人员，请核对人员名单。' },
  {
    codes: ['40078'],
    class: 'person',
    explanation: '登录凭证无效、已使用或已过期，请关闭页面后从钉钉重新打开。',
  },
  {
    codes: ['34016', '460101', '101002', 'tooLong', 'invalidParameter.msgParam.tooLong'],
    class: 'content',
    explanation: '消息超过钉钉允许的长度，未发送；请管理员缩短消息模板。',
  },
  {
    codes: ['tooManyRecipients'],
    class: 'content',
    explanation: '接收人超过钉钉一次允许的人数，未发送；请管理员检查分批设置。',
  },
  {
    codes: [
      '34014',
      '41049',
      '41101',
      '1430002',
      '430101',
      '430102',
      '430103',
      '430104',
      '400403',
      'contain.*',
      'invalidParameter.msgParam.*',
      'miss.param.*',
    ],
    class: 'content',
    explanation: '消息内容不合钉钉要求或含禁发内容，未发送；请管理员修改消息模板。',
  },
  {
    codes: [
      'todo.taskCreate.lockError',
      'todo.taskCreate.systemError',
      'sysErrror',
      'processQueryKey.expireTime',
    ],
    class: 'soon',
    explanation: '钉钉暂时没有办成，系统稍后自动重试，无需处理。',
  },
  {
    codes: [
      'todo.taskCreate.paramError',
      'todo.taskUpdate.paramError',
      'todo.taskDelete.paramError',
    ],
    class: 'content',
    explanation: '钉钉不接受这条待办，未生成；请核对待办人的钉钉账号。',
  },
  {
    codes: ['40096', '40089', 'invalidClientIdOrSecret', 'invalid.client', 'unauthorized.client'],
    class: 'config',
    explanation: '应用标识或密钥不正确，请管理员核对钉钉应用的AppKey和AppSecret。',
  },
  {
    codes: [
      '60011',
      '43007',
      '40079',
      '48002',
      'needAuth',
      'Forbidden.AccessDenied.AccessTokenPermissionDenied',
    ],
    class: 'config',
    explanation: '应用缺少接口权限，请管理员在钉钉开放平台为应用开通。',
  },
  {
    codes: ['60020', 'Forbidden.AccessDenied.IpNotInWhiteList'],
    class: 'config',
    explanation: '本单位出口地址不在应用的服务器出口白名单内，请管理员在钉钉开放平台添加。',
  },
  {
    codes: ['310000'],
    class: 'config',
    explanation:
      '群机器人的安全设置拒绝了消息，请管理员核对加签密钥、关键词、地址白名单和服务器时间。',
  },
  {
    codes: [
      '300005',
      '400101',
      '400102',
      '400013',
      'group.disbanded',
      'bot.stopped',
      'robot.*',
      'chatbotId.*',
      'conversation.*',
      'miss.openConversationId',
      'invalid.openConversationId',
      'resource.unavailable',
      'template.*',
    ],
    class: 'config',
    explanation:
      '群或群机器人不可用（群已解散、机器人已停用或未加入该群），请管理员核对群机器人设置。',
  },
  {
    codes: ['groupNotConfigured'],
    class: 'config',
    explanation: '尚未设置群机器人，群内提醒未发送；请管理员在配置中填写。',
  },
  {
    codes: ['cardNotConfigured', 'param.templateNotExist'],
    class: 'config',
    explanation:
      '互动卡片的模板或机器人没有设置好，卡片未发送；请管理员核对卡片模板编号和机器人编码。',
  },
  {
    codes: ['robotNotConfigured'],
    class: 'config',
    explanation: '尚未设置企业机器人，未发送；请管理员在配置中填写机器人编码。',
  },
  {
    codes: [
      'approvalNotConfigured',
      'processCodeError',
      'processInstanceInvalidParameter',
      'formConverterError',
      'illegalComponent',
    ],
    class: 'config',
    explanation: '审批模板没有设置好或与系统的表单不符，审批未发起；请管理员重新生成审批模板。',
  },
  {
    codes: ['foreignSession'],
    class: 'config',
    explanation: '机器人消息所附的回复地址不属于钉钉，未回复；请管理员核对钉钉接口地址。',
  },
  {
    codes: ['certificate'],
    class: 'config',
    explanation: '无法验证钉钉地址的安全证书，请管理员检查网络代理、服务器时间和证书设置。',
  },
  {
    codes: ['refusedByNetwork'],
    class: 'config',
    explanation: '请求被网络设备或错误的地址拒绝，请管理员检查钉钉接口地址和网络代理。',
  },
  {
    codes: [
      '22',
      '404',
      '40035',
      '400002',
      '52010',
      '52019',
      '43004',
      '60003',
      'invalidParameter',
      'invalidParameter.*',
      'param.*',
    ],
    class: 'config',
    explanation: '钉钉认为请求的参数或地址不正确，请管理员核对应用配置和接口地址。',
  },
  {
    codes: ['unreachable'],
    class: 'soon',
    explanation: '连接不上钉钉，系统稍后自动重试；持续出现请检查网络。',
  },
  {
    codes: [
      'busy',
      '-1',
      '500',
      '400001',
      '41052',
      'system.*',
      'systemError',
      'internalError',
      'server.error',
      'unknown.send.result',
      'send.too.fast',
      'too.many.*',
    ],
    class: 'soon',
    explanation: '钉钉繁忙，系统稍后自动重试，无需处理。',
  },
];
