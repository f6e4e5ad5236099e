import type { FigureView, TrendView } from '../../../../server/contract/figures.ts';

/** Colours as the page has them at the moment, light or dark. */
export interface Colours {
  readonly text: string;
  readonly second: string;
  readonly line: string;
  readonly ground: string;
  readonly first: string;
  readonly third: string;
  readonly palette: readonly string[];
  readonly font: string;
}

export type ChartOption = (colours: Colours) => Readonly<Record<string, unknown>>;

const FONT = 12;

/** Registered and concluded month by month as bars, kept deadlines as a line. */
export function trendOption({ months }: TrendView): ChartOption {
  return ({ text, second, line, first, third, palette, font }) => ({
    ...common(palette),
    textStyle: { color: text, fontFamily: font },
    legend: { top: 0, textStyle: { color: text, fontSize: FONT } },
    grid: { left: 36, right: 44, top: 36, bottom: 24 },
    xAxis: {
      type: 'category',
      data: months.map(({ title }) => title.replace(/^\d+年/, '')),
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: second, fontSize: FONT },
    },
    yAxis: [
      valueAxis(second, line, '{value}'),
      { ...valueAxis(second, line, '{value}%'), max: 100, splitLine: { show: false } },
    ],
    series: [
      bars(
        '登记',
        first,
        months.map(({ registered }) => registered),
      ),
      bars(
        '办结',
        palette[1] ?? first,
        months.map(({ concluded }) => concluded),
      ),
      {
        name: '按期办结率',
        type: 'line',
        yAxisIndex: 1,
        symbol: 'circle',
        symbolSize: 6,
        connectNulls: true,
        itemStyle: { color: third },
        lineStyle: { width: 2 },
        data: months.map(({ onTime }) => onTime),
      },
    ],
  });
}

/** The parts of one total, as a ring. */
export function shareOption(figures: readonly FigureView[]): ChartOption {
  return ({ text, ground, palette, font }) => ({
    ...common(palette),
    textStyle: { color: text, fontFamily: font },
    series: [
      {
        type: 'pie',
        radius: ['42%', '70%'],
        itemStyle: { borderColor: ground, borderWidth: 2 },
        label: { color: text, fontSize: FONT, formatter: '{b} {c}' },
        labelLine: { lineStyle: { color: text } },
        data: figures
          .filter(({ value }) => value > 0)
          .map(({ title, value }) => ({ name: title, value })),
      },
    ],
  });
}

/** The largest at the top, lying, so that long names are read. */
export function rankOption(figures: readonly FigureView[]): ChartOption {
  const shown = figures.slice(0, LARGEST).toReversed();
  return ({ text, second, line, first, palette, font }) => ({
    ...common(palette),
    textStyle: { color: text, fontFamily: font },
    grid: { left: 8, right: 36, top: 8, bottom: 8, containLabel: true },
    xAxis: { ...valueAxis(second, line, '{value}'), axisLabel: { show: false } },
    yAxis: {
      type: 'category',
      data: shown.map(({ title }) => title),
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: text, fontSize: FONT },
    },
    series: [
      {
        ...bars(
          '件数',
          first,
          shown.map(({ value }) => value),
        ),
        barMaxWidth: 16,
        label: { show: true, position: 'right', color: text, fontSize: FONT },
      },
    ],
  });
}

const LARGEST = 8;

/** Patterns besides colours, and nothing that moves or floats. */
function common(palette: readonly string[]) {
  return {
    animation: false,
    color: [...palette],
    // The page names its own drawings; only the patterns are wanted.
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: DECALS } },
  };
}

const DECALS = [
  { symbol: 'none' },
  {
    symbol: 'line',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: Math.PI / 4,
    color: 'rgba(255,255,255,0.45)',
  },
  {
    symbol: 'circle',
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [5, 0],
    symbolSize: 0.5,
    color: 'rgba(255,255,255,0.45)',
  },
  {
    symbol: 'line',
    dashArrayX: [1, 0],
    dashArrayY: [2, 5],
    rotation: -Math.PI / 4,
    color: 'rgba(255,255,255,0.45)',
  },
];

function valueAxis(second: string, line: string, formatter: string) {
  return {
    type: 'value',
    minInterval: 1,
    splitLine: { lineStyle: { color: line } },
    axisLabel: { color: second, fontSize: FONT, formatter },
  };
}

function bars(name: string, color: string, data: readonly number[]) {
  return { name, type: 'bar', barMaxWidth: 18, itemStyle: { color }, data: [...data] };
}
