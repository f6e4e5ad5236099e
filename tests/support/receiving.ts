import { onTestFinished } from 'vitest';
import type { Instant } from '../../server/domain/time.ts';
import { instant } from '../../server/domain/time.ts';
import type { Arrival, ArrivalHandlers } from '../../server/receiving/arrival.ts';
import { openReceiving, type ReceivingSurroundings } from '../../server/receiving/receiving.ts';
import { playTime } from './played-time.ts';
import { MONDAY, openTestStore } from './store.ts';

/** The office's inbox on a real store, in played time: what was dealt with, in order, and what the log says. */
export function openInbox(
  handlers: Partial<ArrivalHandlers> = {},
  { store = openTestStore(), time = playTime(), ...changes }: Partial<InboxOptions> = {},
) {
  const dealtWith: Arrival[] = [];
  const log: string[] = [];
  const note = (fields: object, event: string) =>
    void log.push(`${event} ${JSON.stringify(fields)}`);
  const seen = (arrival: Arrival) => {
    dealtWith.push(arrival);
    return Promise.resolve();
  };
  const now = (): Instant => instant(MONDAY + time.elapsed());
  const receiving = openReceiving({
    store,
    handlers: {
      cardTap: (tap) => seen(tap).then(() => ({ variables: { status: 'done' } })),
      chat: seen,
      approval: seen,
      people: seen,
      departments: seen,
      messageRead: seen,
      ...handlers,
    },
    clock: now,
    schedule: time.schedule,
    log: { warn: note, error: note },
    ...changes,
  });
  onTestFinished(receiving.stop);
  return { receiving, store, time, dealtWith, log, now };
}

interface InboxOptions extends ReceivingSurroundings {
  readonly store: ReturnType<typeof openTestStore>;
  readonly time: ReturnType<typeof playTime>;
}

export const leaving = (key: string): Arrival => ({
  kind: 'people',
  key,
  change: 'left',
  userIds: ['user-1'],
});

export const tapping = (key: string): Arrival => ({
  kind: 'cardTap',
  key,
  outTrackId: 'card-1',
  userId: 'user-1',
  actionId: 'primary',
  params: { phrase: '同意' },
});

export const asking = (key: string, text: string): Arrival => ({
  kind: 'chat',
  key,
  conversationId: 'cid-1',
  inGroup: false,
  senderId: 'user-1',
  text,
  sessionWebhook: 'https://oapi.dingtalk.com/robot/sendBySession?session=s',
  sessionUntil: 0,
  overQuota: false,
});
