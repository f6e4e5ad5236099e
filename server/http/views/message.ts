import type { LoggedMessageView } from '../../contract/office.ts';
import type { PetitionView } from '../../contract/view.ts';
import type { Directory } from '../../domain/directory.ts';
import type { LoggedMessage } from '../../store/message-store.ts';
import { messageStateTitles } from '../titles.ts';
import { nameOf } from './people.ts';

/** 通知及送达情况 on the petition's own page. */
export function messageViews(
  messages: readonly LoggedMessage[],
  directory: Directory,
): NonNullable<PetitionView['messages']> {
  return messages.map((message) => ({
    id: message.id,
    to: addresseesOf(message, directory),
    title: message.title,
    state: message.state,
    stateText: messageStateTitles[message.state],
    ...(message.reason === undefined ? {} : { reason: message.reason }),
    at: message.createdAt,
  }));
}

/** The same in the log of all messages, person by person. */
export function loggedMessageView(message: LoggedMessage, directory: Directory): LoggedMessageView {
  return {
    id: message.id,
    ...(message.petitionId === undefined ? {} : { petitionId: message.petitionId }),
    to: addresseesOf(message, directory),
    title: message.title,
    text: message.text,
    state: message.state,
    stateText: messageStateTitles[message.state],
    ...(message.reason === undefined ? {} : { reason: message.reason }),
    attempts: message.attempts,
    at: message.createdAt,
    recipients: message.recipients.map(({ staffId, state, reason }) => ({
      name: nameOf(staffId, directory),
      state,
      stateText: recipientStateTitles[state],
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}

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
