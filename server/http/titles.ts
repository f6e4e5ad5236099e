import type { InputOf, VisitNature, VisitVenue } from '../domain/act-input.ts';
import type { MessageState } from '../store/message-store.ts';

/** Words of the screens for what the code names; those of the forms are in the domain. */
export const visitVenueTitles: Readonly<Record<VisitVenue, string>> = {
  office: '本单位接待',
  cityBureau: '到上级信访部门',
  cityLeader: '上级领导接访',
};

export const visitNatureTitles: Readonly<Record<VisitNature, string>> = {
  technical: '业务性较强',
  major: '重大事项',
  general: '综合性',
};

export const verificationOriginTitles: Readonly<
  Record<InputOf<'openVerification'>['origin'], string>
> = {
  followUp: '回访不满意',
  platformRating: '平台评价不满意',
  cityBureau: '上级信访部门发来核实件',
};

export const messageStateTitles: Readonly<Record<MessageState, string>> = {
  queued: '待发送',
  sending: '正在发送',
  accepted: '钉钉已受理，等待送达结果',
  delivered: '已送达',
  blocked: '未送达',
  dead: '发送失败，不再重试',
  expired: '过时未发',
  superseded: '已无需发送',
};
