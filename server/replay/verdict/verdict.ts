import { accusationsUnseen } from './accusations.ts';
import { cardsShowTheEnd } from './cards.ts';
import { accusedHoldNothing, confidentialCardsNeutral } from './confidential.ts';
import {
  accusationsNeverInGroup,
  digestsNameWhatWasOpen,
  oneDigestPerWorkingDay,
} from './digests.ts';
import type { Evidence, Finding } from './evidence.ts';
import {
  alwaysWithDeadline,
  chainsIntact,
  foldsMatch,
  neverWaitingForNobody,
} from './integrity.ts';
import { everyMessageAccountedFor, everyRecipientNotified } from './notices.ts';
import { numbersWithoutGaps } from './number-series.ts';
import { nothingPersonal, nothingTyped } from './privacy.ts';
import { signedByThoseNamed } from './signatures.ts';
import { toDosFollow, urgedOnce } from './to-dos.ts';

/** Every invariant that must hold however the play went, each with what was looked at. */
export function verdictOn(evidence: Evidence): readonly Finding[] {
  return [
    everyRecipientNotified,
    everyMessageAccountedFor,
    cardsShowTheEnd,
    toDosFollow,
    urgedOnce,
    oneDigestPerWorkingDay,
    digestsNameWhatWasOpen,
    accusationsNeverInGroup,
    chainsIntact,
    foldsMatch,
    nothingPersonal,
    nothingTyped,
    numbersWithoutGaps,
    alwaysWithDeadline,
    neverWaitingForNobody,
    signedByThoseNamed,
    accusationsUnseen,
    confidentialCardsNeutral,
    accusedHoldNothing,
    neverBroken,
  ].map((check) => check(evidence));
}

/** ✔ or ✘, with the first few of the faults under it. */
export function verdictLines(findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ title, figures, faults }) => [
    `${faults.length === 0 ? '✔' : '✘'} ${title}${figures === '' ? '' : `（${figures}）`}`,
    ...faults.slice(0, FAULTS_SHOWN).map((fault) => `    ${fault}`),
    ...(faults.length > FAULTS_SHOWN ? [`    ……共${faults.length}处`] : []),
  ]);
}

const FAULTS_SHOWN = 8;

/** The API may refuse; it may not fail, nor throttle where throttling is off. */
export function neverBroken({ traffic }: Evidence): Finding {
  const statuses = [...traffic].toSorted(([left], [right]) => left - right);
  const total = statuses.reduce((sum, [, count]) => sum + count, 0);
  return {
    title: '接口全程没有内部错误',
    figures: `请求${total}次：${statuses.map(([status, count]) => `${status}×${count}`).join('、')}`,
    faults: statuses
      .filter(([status]) => status >= 500 || status === 429)
      .map(([status, count]) => `应答${status}共${count}次。`),
  };
}
