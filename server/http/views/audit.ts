import type { AuditedAction } from '../../store/access-store.ts';

export const auditActionTitles: Readonly<Record<AuditedAction, string>> = {
  login: '登录',
  logout: '退出',
  reveal: '查看信访人信息',
  export: '导出',
  print: '打印',
  refused: '越权操作被拒',
  directoryChanged: '变更机构人员',
  handedOver: '工作移交',
  absenceEntered: '外出登记',
  staffLeft: '人员离岗（钉钉）',
  addressBookDecided: '核对钉钉通讯录',
  calendarChanged: '变更工作日历',
  rulesChanged: '变更制度',
  sanction: '考核问责',
  resent: '重发通知',
  signingChosen: '选择签批方式',
  specimenKept: '签名留样',
  specimenWithdrawn: '撤回签名留样',
  verified: '校验记录链',
};

/** Codes in words; everything else was written for people in the first place. */
export function auditDetailText(action: AuditedAction, detail: string): string {
  if (action !== 'refused' && action !== 'login') return detail;
  return codes[detail] ?? detail;
}

const codes: Readonly<Record<string, string>> = {
  notPermitted: '不是这一环节的办理人',
  notFound: '无权查看该件',
  notOfThisUnit: '所选人员不属于承办单位',
  conflictOfInterest: '应当回避',
  reveal: '无权查看信访人信息',
  left: '人员已离岗',
  unknown: '不在人员名单中',
};
