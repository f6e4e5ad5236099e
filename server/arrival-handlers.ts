import type { Logger } from 'pino';
import type { AddressBookWatch } from './jobs/address-book.ts';
import type { ArrivalHandlers } from './receiving/arrival.ts';

interface HandlerOptions extends Pick<ArrivalHandlers, 'cardTap' | 'chat' | 'approval'> {
  readonly log: Logger;
  readonly addressBook: AddressBookWatch;
}

/** What the office makes of each thing that DingTalk tells it. */
export function arrivalHandlers({
  log,
  addressBook,
  cardTap,
  chat,
  approval,
}: HandlerOptions): ArrivalHandlers {
  const note = async ({ kind }: { readonly kind: string }) => log.info({ kind }, 'arrivalNotUsed');
  return {
    cardTap,
    chat,
    approval,
    people: ({ userIds, change }) => addressBook.heardOf(userIds, change),
    departments: async () => addressBook.heardOfDepartments(),
    messageRead: note,
  };
}
