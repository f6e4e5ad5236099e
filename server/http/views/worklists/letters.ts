import type { LetterRow } from '../../../contract/worklists.ts';
import { localDayOf } from '../../../domain/time.ts';
import type { WorklistItem } from '../../worklist-items.ts';
import { nameOf } from '../people.ts';

/** 联系函 of the petition, in the order of their numbers. */
export function letterRowsOf({ petition, row, context }: WorklistItem): readonly LetterRow[] {
  return petition.letters.map(({ number, addressee, matter, request, sentAt, sentBy, reply }) => ({
    key: number,
    petition: row,
    number,
    addressee,
    matter,
    request,
    sentAt,
    sentBy: nameOf(sentBy, context.directory),
    ...(reply ? { reply: { at: reply.at, summary: reply.summary } } : {}),
    daysWaiting: localDayOf(reply?.at ?? context.now) - localDayOf(sentAt),
  }));
}
