import { resendBody, resendParams, resent } from '../../contract/office.ts';
import type { ResendRefusal } from '../../store/administration-store.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { route } from '../route.ts';

export const resendMessage = route(
  {
    method: 'POST',
    path: '/api/messages/:id/resend',
    summary: '重发未送达的通知（另编通知号，只发给未送达的人）',
    access: 'office',
    rate: 'writes',
    params: resendParams,
    body: resendBody,
    answer: resent,
  },
  async ({ params, body, person }, { deps: { store }, now }) => {
    const by = { staffId: person.id, commandId: body.commandId };
    const answer = await store.resendMessage(params.id, by, now);
    return answer.ok ? { status: 200, body: answer.value } : { failure: failures[answer.refusal] };
  },
);

const because = (code: ResendRefusal, message: string): Failure => ({ status: 409, code, message });

const failures: Readonly<Record<ResendRefusal, Failure>> = {
  notFound: NOT_FOUND,
  delivered: because('delivered', '这条通知已经送达，不需要重发。'),
  pending: because('pending', '这条通知还在发送或等待送达结果，请稍后再看。'),
  superseded: because('superseded', '这条通知所提醒的事项已经办理，不再需要发送。'),
  nobodyLeft: because('nobodyLeft', '收件人均已离岗或须回避，没有可以重发的对象。'),
};
