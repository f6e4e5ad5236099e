/** The number as its series writes it; `{number:4}` pads with zeros to four digits. */
export function numberText(pattern: string, year: number, number: number): string {
  return pattern
    .replaceAll('{year}', String(year))
    .replace(/\{number(?::(\d+))?\}/g, (_, width) =>
      String(number).padStart(Number(width ?? 0), '0'),
    );
}
