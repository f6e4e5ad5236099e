import type { Contestant, Sent } from './contestants.ts';
import { ratioOf, spreadOf } from './spread.ts';
import type { Line } from './table.ts';

type Rounds<Name extends string> = Readonly<Record<Name, readonly Sent[]>>;

/** On the disk of this machine, as it is. */
export function plainLines(
  connections: number,
  { ours, each, grouped }: Rounds<'ours' | 'each' | 'grouped'>,
): readonly Line[] {
  const many = connections > 1;
  const label = (what: string) => `${connections} 个连接 ${what}`;
  return [
    compared('perSecond', ours, each, {
      label: label('每秒件数 vs B'),
      unit: '件/秒 req/s',
      meaning: `${connections} 人同时接件，完整的本系统每秒办多少件，与最简单的同等落盘程序相比。`,
      ...(many ? { target: { atLeast: 1.3 } } : {}),
    }),
    compared('perSecond', ours, grouped, {
      label: label('每秒件数 vs grouped'),
      unit: '件/秒 req/s',
      meaning: '与同样合并提交、但没有任何业务规则的程序相比：差距就是业务本身的开销。',
      ...(many ? { target: { atLeast: 0.7 } } : {}),
    }),
    compared('p50', ours, each, {
      label: label('中位延迟 p50'),
      unit: '毫秒 ms',
      meaning: '一半的接件在这个时间内得到答复，得到答复即已落盘。',
    }),
    compared('p99', ours, each, {
      label: label('p99'),
      unit: '毫秒 ms',
      meaning: '百分之九十九的接件在这个时间内得到答复。',
    }),
    compared('processorUs', ours, each, {
      label: label('处理器 CPU'),
      unit: '微秒/件 µs',
      meaning: '服务进程每件用去的处理器时间，不含等待落盘。',
    }),
  ];
}

/** On a disk whose every flush takes a millisecond longer. */
export function slowDiskLines({ ours, each }: Rounds<'ours' | 'each'>): readonly Line[] {
  return [
    compared('perSecond', ours, each, {
      label: '慢磁盘 50 个连接 flush +1 ms vs B',
      unit: '件/秒 req/s',
      meaning: '每次落盘多等 1 毫秒（普通固态盘的水平），合并提交的好处在这样的磁盘上才显出来。',
      target: { atLeast: 5 },
    }),
    compared('p99', ours, each, {
      label: '慢磁盘 50 个连接 p99',
      unit: '毫秒 ms',
      meaning: '同上，百分之九十九的接件在这个时间内得到答复。',
      target: { atMost: 0.25 },
    }),
  ];
}

export function memoryLine(ours: Contestant, each: Contestant): Line {
  const [mine, theirs] = [[ours.residentMb()], [each.residentMb()]];
  return {
    label: '负载后内存 RSS after load',
    ours: spreadOf(mine),
    reference: spreadOf(theirs),
    ratio: ratioOf(mine, theirs),
    unit: 'MB',
    meaning: '全部接件办完之后服务进程占用的内存，与对照 B 相比。',
  };
}

function compared(
  figure: keyof Sent,
  ours: readonly Sent[],
  reference: readonly Sent[],
  words: Pick<Line, 'label' | 'unit' | 'meaning'> & Partial<Pick<Line, 'target'>>,
): Line {
  const of = (sent: readonly Sent[]) => sent.map((one) => one[figure]);
  return {
    ...words,
    ours: spreadOf(of(ours)),
    reference: spreadOf(of(reference)),
    ratio: ratioOf(of(ours), of(reference)),
  };
}
