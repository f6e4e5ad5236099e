import { unwrapLink } from './card.ts';
import type { Card } from './seen.ts';

/** A line of its own that is nothing but a link. */
const LINK_LINE = /^[ \t]*\[([^\]\n]+)\]\(([^)\s]+)\)[ \t]*$/m;

/** What the phone shows of a markdown text: a link in a line of its own is what can be tapped. */
export function markdownCard(title: string, markdown: string): Card {
  const [line, linkTitle, link] = LINK_LINE.exec(markdown) ?? [];
  if (line === undefined || linkTitle === undefined || link === undefined) {
    return { title, markdown, link: null, linkTitle: null };
  }
  return { title, markdown: markdown.replace(line, ''), link: unwrapLink(link), linkTitle };
}
