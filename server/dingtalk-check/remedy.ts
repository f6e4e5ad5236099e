import type { CallFailure } from '../dingtalk/dingtalk.ts';

/** What the administrator is to do about a refusal, as exactly as its code tells. */
export function remedyOf({ code, class: failureClass }: CallFailure): string {
  const known = remedies.find(({ codes }) => codes.test(code));
  return known?.remedy ?? REMEDY_OF_CLASS[failureClass];
}

const remedies: readonly { readonly codes: RegExp; readonly remedy: string }[] = [
  {
    codes: /^(40096|40089|invalidClientIdOrSecret|invalid\.client|unauthorized\.client)$/,
    remedy:
      '在开放平台打开本应用，把 Client ID（AppKey）和 Client Secret（AppSecret）重新抄入 DINGTALK_APP_KEY、DINGTALK_APP_SECRET，注意不要带空格。',
  },
  {
    codes: /^(60020|Forbidden\.AccessDenied\.IpNotInWhiteList)$/,
    remedy:
      '在开放平台本应用的“服务器出口IP”中加入本机访问外网的地址；经代理上网的，填代理的地址。',
  },
  {
    codes: /^(60011|43007|40079|48002|needAuth|Forbidden\.AccessDenied\.AccessTokenPermission)/,
    remedy: '在开放平台本应用的“权限管理”中申请本行所列的权限，开通后再核对。',
  },
  {
    codes: /^(unreachable)$/,
    remedy:
      '检查本机的网络、域名解析和防火墙：须能经443端口访问 api.dingtalk.com、oapi.dingtalk.com；DINGTALK_API_BASE、DINGTALK_OAPI_BASE 改过的，核对地址。',
  },
  {
    codes: /^(certificate|refusedByNetwork|404|22)$/,
    remedy:
      '检查 DINGTALK_API_BASE、DINGTALK_OAPI_BASE 是否写对，本机与钉钉之间是否有改写请求或证书的代理；再核对服务器时间。',
  },
  {
    codes: /^310000$/,
    remedy:
      '在群机器人的安全设置中选“加签”，把密钥（SEC 开头）抄入 DINGTALK_GROUP_SECRET；同时勾选了关键词或IP地址段的，取消或一并满足；再核对服务器时间。',
  },
  {
    codes: /^(300005|400101|400102|400013)$/,
    remedy:
      '在工作群的机器人设置中重新复制 Webhook 地址到 DINGTALK_GROUP_WEBHOOK，并确认机器人没有停用。',
  },
  {
    codes:
      /^(group\.disbanded|bot\.stopped|robot\.|chatbotId\.|conversation\.|miss\.openConversationId|invalid\.openConversationId|resource\.unavailable|template\.)/,
    remedy:
      '核对 DINGTALK_ROBOT_CODE、DINGTALK_GROUP_CONVERSATION_ID，并确认本应用的机器人已发布、已加入该群。',
  },
  {
    codes: /^(param\.|cardNotConfigured)/,
    remedy:
      '核对 DINGTALK_CARD_TEMPLATE_ID 与卡片平台一致，模板已发布、属于本应用，变量名称与说明文档一致。',
  },
  {
    codes:
      /^(processCodeError|processInstanceInvalidParameter|approvalNotConfigured|formConverterError|illegalComponent)$/,
    remedy:
      '核对 DINGTALK_APPROVAL_PROCESS_CODE；模板已删除的，清空该项后用 --create-approval 重新建立。',
  },
];

const REMEDY_OF_CLASS: Readonly<Record<CallFailure['class'], string>> = {
  soon: '过几分钟再核对一次；仍然如此，请检查本机的网络。',
  slow: '过十分钟再核对一次；不必改动配置。',
  ban: '停十分钟再核对；同一出口地址上若有别的程序频繁调用钉钉，请先停下。',
  quota: '本月额度已用完：向钉钉购买调用量，或等到下月1日；在此之前请在应用内查看待办。',
  token:
    '确认应用没有停用、Client Secret 没有重置过；重置过的，把新的抄入 DINGTALK_APP_SECRET 后再核对。',
  unknown: '过几分钟再核对一次；是发送消息的，先看看手机上是否已经收到。',
  person: '在钉钉通讯录核对此人的 userid，并把其部门加入本应用的可用范围和通讯录接口权限范围。',
  content: '钉钉不接受测试文字，请把错误码告知系统维护人员。',
  config: '按本行的说明在开放平台或 .env 中改正后再核对；不清楚原因的，凭错误码查钉钉文档。',
};
