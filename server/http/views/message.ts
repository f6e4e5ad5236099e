import type { LoggedMessageView } from '../../contract/office.ts';
import type { PetitionView } from '../../contract/view.ts';
import type { Directory } from '../../domain/directory.ts';
import type { LoggedMessage } from '../../store/message-store.ts';
import { messageStateTitles } from '../titles.ts';
import { nameOf } from './people.ts';

/** 通知及送达情况 on the petition's own page, person by person as in the log. */
export function messageViews(
  messages: readonly LoggedMessage[],
  directory: Directory,
): NonNullable<PetitionView['messages']> {
  return messages.map((message) => {
    const { id, to, title, state, stateText, reasonText, approvalText, at, recipients } =
      loggedMessageView(message, directory);
    const why = reasonText === undefined ? {} : { reasonText };
    const approval = approvalText === undefined ? {} : { approvalText };
    return { id, to, title, state, stateText, ...why, ...approval, at, recipients };
  });
}

/** A line of the log of all messages. */
export function loggedMessageView(
  message: LoggedMessage,
  directory: Directory,
  petitionNumber?: string,
): LoggedMessageView {
  const { reason, approval } = message;
  return {
    id: message.id,
    ...(message.petitionId === undefined ? {} : { petitionId: message.petitionId }),
    ...(petitionNumber === undefined ? {} : { petitionNumber }),
    to: addresseesOf(message, directory),
    title: message.title,
    text: message.text,
    state: message.state,
    stateText: messageStateTitles[message.state],
    ...(reason === undefined ? {} : { reason, reasonText: reasonText(reason) }),
    ...(approval ? { approvalText: approvalText(approval) } : {}),
    mayResend: mayResend(message),
    attempts: message.attempts,
    at: message.createdAt,
    recipients: message.recipients.map(({ staffId, state, reason: why }) => ({
      name: nameOf(staffId, directory),
      state,
      stateText: state === 'pending' ? pendingTitle(message) : recipientStateTitles[state],
      ...(why === undefined ? {} : { reason: why, reasonText: reasonText(why) }),
    })),
  };
}

/** Whether sending again makes sense; the store has the last word. */
function mayResend({ state, reason, group, recipients }: LoggedMessage): boolean {
  const missed = recipients.some(
    ({ state: each, reason: why }) =>
      each === 'pending' || (each === 'blocked' && why !== 'mayNotKnow'),
  );
  switch (state) {
    case 'blocked':
    case 'dead':
    case 'expired':
      return group || missed;
    case 'accepted':
      return reason === 'unconfirmed' && missed;
    case 'delivered':
      return missed;
    default:
      return false;
  }
}

function pendingTitle({ state }: LoggedMessage): string {
  return state === 'accepted' || state === 'delivered'
    ? recipientStateTitles.pending
    : messageStateTitles[state];
}

/** Codes in words; other reasons were written for people in the first place. */
function reasonText(reason: string): string {
  return reasons[reason] ?? reason;
}

function approvalText({ state, reason }: NonNullable<LoggedMessage['approval']>): string {
  const isOver = state !== 'starting' && state !== 'running';
  return `${approvalTitles[state]}${isOver && reason !== undefined ? `：${reason}` : ''}`;
}

const approvalTitles: Readonly<Record<NonNullable<LoggedMessage['approval']>['state'], string>> = {
  starting: '正在发起钉钉审批',
  running: '钉钉审批进行中',
  agreed: '已在钉钉审批中同意并签署',
  refused: '已在钉钉审批中拒绝',
  withdrawn: '钉钉审批已结束，未采用',
  failed: '钉钉审批未办成',
};

const reasons: Readonly<Record<string, string>> = {
  clockStopped: '所提醒的事项已经办理',
  nobodyToTell: '当时没有应当通知的人',
  mayNotKnow: '收件人已离岗或须回避',
  tooLate: '未能在有用的时间内发出',
  stepOver: '发出之前该环节已经办结',
  shownOnCard: '已在收件人的卡片上显示',
  unconfirmed: '钉钉没有给出送达结果',
};

function addresseesOf({ group, recipients }: LoggedMessage, directory: Directory): string {
  if (group) return '工作群';
  return recipients.map(({ staffId }) => nameOf(staffId, directory)).join('、');
}

const recipientStateTitles: Readonly<Record<LoggedMessage['recipients'][number]['state'], string>> =
  {
    pending: '待确认',
    delivered: '已送达',
    read: '已读',
    blocked: '未送达',
  };
