/** An answer before it is written for DingTalk. */
export interface Reply {
  readonly title: string;
  readonly lines: readonly string[];
  /** The page of the mini-app where there is more. */
  readonly page?: { readonly title: string; readonly path: string };
}

/** Of an answer on a telephone, its heading and link included. */
const LINES = 20;
/** DingTalk joins lines that have not two blanks at their end. */
const BREAK = '  \n  ';

/** `linkFor` gives the address under which DingTalk opens a page. */
export function markdownOf(
  { title, lines, page }: Reply,
  linkFor: (path: string) => string,
): string {
  const room = LINES - (page ? 2 : 1);
  const cut = lines.length > room;
  return [
    `**${title}**`,
    ...(cut ? [...lines.slice(0, room - 1), '……（余下的请登录系统查看）'] : lines),
    ...(page ? [`[${page.title}](${linkFor(page.path)})`] : []),
  ].join(BREAK);
}

/** Items as lines, no more than so many; the rest is counted. */
export function listed(items: readonly string[], most: number): readonly string[] {
  const rest = items.length - most;
  return [
    ...items.slice(0, most).map((item) => `- ${item}`),
    ...(rest > 0 ? [`- 另有${rest}件，请打开清单查看`] : []),
  ];
}
