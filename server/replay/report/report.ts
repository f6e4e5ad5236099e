import type { Regime } from '../../domain/regime.ts';
import { chineseDay, localDayOf } from '../../domain/time.ts';
import type { Price } from '../ordinary/price.ts';
import type { Track } from '../track.ts';
import type { Evidence, Finding } from '../verdict/evidence.ts';
import { verdictLines } from '../verdict/verdict.ts';
import type { Refused } from '../world.ts';
import { callLines } from './calls.ts';
import { departmentTable } from './departments.ts';
import { digestSamples } from './digest-samples.ts';
import { happeningLines } from './happenings.ts';
import { isTooDear, priceLines } from './price.ts';

export interface Reported {
  readonly regime: Regime;
  readonly seed: number;
  readonly evidence: Evidence;
  readonly tracks: readonly Track[];
  readonly refused: readonly Refused[];
  readonly findings: readonly Finding[];
  readonly prices: readonly Price[];
  /** The limit of calls counts for this regulation. */
  readonly isLimited: boolean;
  readonly seconds: number;
}

/** Everything the replay has to say at its end, as lines for the terminal. */
export function reportLines(reported: Reported): readonly string[] {
  const { regime, seed, evidence, findings, prices, isLimited, seconds } = reported;
  const faulty = findings.filter(({ faults }) => faults.length > 0).length;
  const from = chineseDay(localDayOf(evidence.played.from), 'withYear');
  const until = chineseDay(localDayOf(evidence.played.until), 'withYear');
  return [
    `《${regime.title}》（${regime.id} 第${regime.version}版）演练完毕：信访件${evidence.petitions.length}件，${from}至${until}，种子${seed}，用时${seconds.toFixed(1)}秒`,
    '',
    '一、各承办单位办理情况（不含检举控告件；按期、超期按计入超期的各项时限逐项统计）',
    ...departmentTable(evidence),
    '',
    '二、演练中出现的情形',
    ...happeningLines(evidence),
    '',
    '三、每日提醒三份',
    ...digestSamples(evidence),
    '',
    '四、钉钉接口用量',
    ...callLines(evidence),
    '',
    ...priceLines(prices, isLimited),
    '',
    '五、核验',
    ...verdictLines(findings),
    ...remarks(reported),
    '',
    ...(isLimited && prices.some(isTooDear) ? ['普通信访件的计费调用超出上限。'] : []),
    faulty === 0
      ? `结论：${findings.length}项全部成立。`
      : `结论：${findings.length}项中有${faulty}项不成立。`,
  ];
}

function remarks({ tracks, refused }: Reported): readonly string[] {
  const open = tracks.filter(({ ended }) => !ended);
  return [
    ...open.map(
      ({ registered, petition, stage }) =>
        `  备注：${registered?.number ?? `id ${petition.id}`}至演练结束仍未了结（${stage}）。`,
    ),
    ...refused.map(
      ({ subject, act, status }) => `  备注：id ${subject}的操作 ${act} 被拒绝（${status}）。`,
    ),
  ];
}
