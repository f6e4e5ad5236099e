import { explainDeadline } from '../../domain/explanation.ts';
import type { DeadlineAsked } from '../deadline-asked.ts';
import type { Reply } from '../reply.ts';
import type { BotScene } from '../scene.ts';
import { readStart } from '../start-asked.ts';

const TITLE = '期限计算';

/** 期限：when it falls due by the office's own calendar, and how that was found. */
export function deadlineReply(
  asked: DeadlineAsked | null,
  { now, calendar }: Pick<BotScene, 'now' | 'calendar'>,
): Reply {
  if (!asked) return { title: TITLE, lines: ['没有看懂要算的时限。', ...HOW] };
  const start = readStart(asked.start, now, calendar);
  if (start === null) return { title: TITLE, lines: ['没有看懂起算时间。', ...HOW] };
  const explained = explainDeadline(calendar, asked.rule, start);
  if (!explained.ok) {
    return { title: TITLE, lines: ['起算时间或到期时间超出了工作日历，算不出来。', ...HOW] };
  }
  const { sentences } = explained.value;
  const steps = sentences.slice(0, -1);
  const cut = steps.length - STEPS_SHOWN;
  return {
    title: TITLE,
    lines: [
      // The last sentence is the answer.
      ...sentences.slice(-1).map((sentence) => `**${sentence}**`),
      ...steps.slice(0, STEPS_SHOWN),
      ...(cut > 0 ? [`……（中间${cut}步从略）`] : []),
      '以上按本办工作日历推算，办理期限以系统记载的为准。',
    ],
  };
}

const STEPS_SHOWN = 16;

const HOW = [
  '请写作：期限 数量 单位 起点。数量为1至1000的整数，单位为工作小时、工作日或日，不写起点就从现在算。',
  '- 期限 3工作小时',
  '- 期限 5工作日 9月28日 11:00',
  '- 期限 10日 明天',
];
