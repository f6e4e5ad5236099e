import type { PetitionView } from '../../contract/view.ts';
import { itemOutcomeTitle } from '../../domain/item-outcome.ts';
import type { Petition } from '../../domain/petition.ts';
import type { ViewContext } from './context.ts';
import { nameOf } from './people.ts';

/** What was answered, in the order it was written; what was sent back stays. */
export function replyViews(
  { replies }: Petition,
  { regime, directory }: ViewContext,
): PetitionView['replies'] {
  return replies.map(({ at, by, findings, reply, sentBackAt, items, attachments }) => ({
    at,
    by: nameOf(by, directory),
    findings,
    reply,
    sentBack: sentBackAt !== undefined,
    ...(items === undefined
      ? {}
      : {
          items: items.map(({ outcome, ...item }) => ({
            ...item,
            ...(outcome === undefined ? {} : { outcomeText: itemOutcomeTitle(outcome, regime) }),
          })),
        }),
    ...(attachments === undefined ? {} : { attachments: [...attachments] }),
  }));
}
