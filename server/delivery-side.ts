import type { DingTalk } from './dingtalk/dingtalk.ts';
import type { Delivery } from './jobs/delivery.ts';

/** Which of DingTalk's ways the office has, beyond notices and the group. */
export interface Offers {
  readonly cards: boolean;
  /** User id of the person in whose name to-dos are made; null where there are none. */
  readonly operator: string | null;
  /** With the operator: approvals are started in his name. */
  readonly approvals: boolean;
  readonly ding: boolean;
  readonly mention: boolean;
}

/** DingTalk as the jobs know it: what the office does not have is not there to be called. */
export function deliveryOf(dingTalk: DingTalk, offers: Offers): Delivery {
  const { operator } = offers;
  return {
    sendWorkNotice: dingTalk.sendWorkNotice,
    fetchNoticeResult: dingTalk.fetchNoticeResult,
    sendGroupMessage: dingTalk.sendGroupMessage,
    cards: offers.cards
      ? { deliverCard: dingTalk.deliverCard, updateCard: dingTalk.updateCard }
      : null,
    toDos:
      operator === null
        ? null
        : {
            operator,
            person: dingTalk.person,
            createToDo: dingTalk.createToDo,
            updateToDo: dingTalk.updateToDo,
          },
    approvals:
      offers.approvals && operator !== null
        ? {
            operator,
            person: dingTalk.person,
            startApproval: dingTalk.startApproval,
            approval: dingTalk.approval,
            approvalsStarted: dingTalk.approvalsStarted,
            endApproval: dingTalk.endApproval,
          }
        : null,
    urging: {
      ding: offers.ding ? dingTalk.ding : null,
      mentionInGroup: offers.mention ? dingTalk.mentionInGroup : null,
    },
  };
}
