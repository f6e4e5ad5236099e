import type { Logger } from 'pino';
import type { ArrivalHandlers } from './receiving/arrival.ts';

interface HandlerOptions extends Pick<ArrivalHandlers, 'cardTap' | 'chat'> {
  readonly log: Logger;
}

/** What the office makes of each thing that DingTalk tells it. */
export function arrivalHandlers({ log, cardTap, chat }: HandlerOptions): ArrivalHandlers {
  const note = async ({ kind }: { readonly kind: string }) => log.info({ kind }, 'arrivalNotUsed');
  return {
    cardTap,
    chat,
    approval: note,
    people: note,
    departments: note,
    messageRead: note,
  };
}
