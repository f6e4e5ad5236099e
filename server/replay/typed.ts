/** Stands in everything the players type. Free text goes into no message, so it must never be met outside the system. */
export const CANARY = '演练留痕庚子柒叁玖';

/** Free text as a player types it. */
export function typed(sentence: string): string {
  return `${sentence}（${CANARY}）`;
}

/** The path of a signature drawn with a finger; a little different for everyone. */
export function handwritingOf(name: string): string {
  const strokes = [...name].map((character, index) => {
    const [x, y] = [20 + index * 40, 20 + ((character.codePointAt(0) ?? 0) % 30)];
    return `M${x} ${y}L${x + 24} ${y + 6}L${x + 8} ${y + 28}L${x + 30} ${y + 40}`;
  });
  return strokes.join('');
}
