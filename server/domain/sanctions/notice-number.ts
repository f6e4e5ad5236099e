import type { NoticeId } from './notice.ts';

/** What stands at a notice's foot where a petition's papers have the petition's number. */
export function noticeNumber(id: NoticeId): string {
  return `${PREFIX}${id}`;
}

/** The notice that such a number names; null for any other number. */
export function noticeOfNumber(number: string): NoticeId | null {
  return number.startsWith(PREFIX) ? number.slice(PREFIX.length) : null;
}

const PREFIX = '问责文书';
