import type { MessageLines } from '../contract/sandbox.ts';

/** A message begins with what it is about: its first line says so, or its title does. One without a title is talk. */
export function messageLines(title: string, markdown: string): MessageLines {
  if (title === '') return linesOf(markdown);
  const [first, ...rest] = linesOf(markdown);
  const heading = (text: string) => ({ text, look: 'heading' as const });
  if (first?.text.includes(title)) return [heading(first.text), ...rest];
  return [heading(title), ...(first ? [first, ...rest] : [])];
}

/** The small part of markdown that the messages use. */
function linesOf(markdown: string): MessageLines {
  return markdown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      if (/^(#+ |\*\*.*\*\*$)/.test(line)) return { text: plain(line), look: 'heading' };
      return line.startsWith('- ')
        ? { text: plain(line.slice(2)), look: 'item' }
        : { text: plain(line), look: 'plain' };
    });
}

function plain(line: string): string {
  return line.replace(/^#+\s*|^>\s*|\*\*/g, '');
}
