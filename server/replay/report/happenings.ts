import { type Evidence, regimeOf } from '../verdict/evidence.ts';
import { widthOf } from './text-table.ts';

/** What people did how often, and how the petitions ended: whether the play has shown everything there is. */
export function happeningLines({ petitions, office }: Evidence): readonly string[] {
  const acts = petitions.flatMap(({ events }) =>
    events.flatMap((event) => {
      if (event.type !== 'actTaken') return [];
      return event.outcome.late ? `${event.title}（逾期）` : event.title;
    }),
  );
  const missed = petitions.flatMap(({ petition, events }) =>
    events.flatMap((event) =>
      event.type === 'deadlinePassed'
        ? (regimeOf(petition, office).clocks[event.clock]?.title ?? '')
        : [],
    ),
  );
  const ends = petitions.map(
    ({ petition }) => regimeOf(petition, office).stages[petition.stage]?.title ?? '',
  );
  return [
    ...wrapped('办理：', counted(acts)),
    ...wrapped('超时：', counted(missed)),
    ...wrapped('结果：', counted(ends)),
  ];
}

/** `签批交办35`, the most frequent first. */
function counted(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .toSorted(([, left], [, right]) => right - left)
    .map(([name, count]) => `${name}${count}`);
}

const WIDTH = 100;

function wrapped(heading: string, items: readonly string[]): readonly string[] {
  const lines: string[] = [heading];
  for (const [index, item] of items.entries()) {
    const line = lines.at(-1) ?? '';
    const piece = index === items.length - 1 ? item : `${item}、`;
    if (widthOf(line + piece) <= WIDTH) lines[lines.length - 1] = line + piece;
    else lines.push(`　　　${piece}`);
  }
  return items.length === 0 ? [`${heading}无`] : lines;
}
