/** What several repetitions of one measurement gave. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  /** How many repetitions. */
  readonly count: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((left, right) => left - right);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new Error('nothing was measured');
  return { min, median: quantile(sorted, 0.5), max, count: sorted.length };
}

/** Repetition by repetition, so that both sides of each ratio were measured side by side. */
export function ratioOf(dividends: readonly number[], divisors: readonly number[]): Spread {
  if (dividends.length !== divisors.length) throw new Error('not measured side by side');
  return spreadOf(dividends.map((dividend, index) => dividend / (divisors[index] ?? Number.NaN)));
}

/** Of values in ascending order; between two of them, the point between. */
export function quantile(sorted: readonly number[], part: number): number {
  const position = (sorted.length - 1) * part;
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) throw new Error('nothing was measured');
  return below + (above - below) * (position - Math.floor(position));
}

/**
 * Measures every contestant once per repetition, in an order that moves on by one each time: what else the machine
 * does meanwhile meets all of them alike.
 */
export async function interleaved<Name extends string, Measured>(
  repetitions: number,
  contestants: Readonly<Record<Name, () => Measured | Promise<Measured>>>,
  progress: (repetition: number) => void,
): Promise<Readonly<Record<Name, readonly Measured[]>>> {
  const names = Object.keys(contestants) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as Measured[]])) as Record<
    Name,
    Measured[]
  >;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    progress(repetition + 1);
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(repetition + turn) % names.length];
      if (name !== undefined) measured[name].push(await contestants[name]());
    }
  }
  return measured;
}
