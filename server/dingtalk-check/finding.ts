import type { CallFailure } from '../dingtalk/dingtalk.ts';
import { remedyOf } from './remedy.ts';

/** One line of the report: in order, at fault with what to do about it, or neither used nor tried. */
export type Finding =
  | { readonly state: 'well' | 'left'; readonly item: string; readonly text: string }
  | {
      readonly state: 'fault';
      readonly item: string;
      readonly text: string;
      readonly remedy: string;
    };

export function well(item: string, text: string): Finding {
  return { state: 'well', item, text };
}

export function left(item: string, text: string): Finding {
  return { state: 'left', item, text };
}

export function fault(item: string, text: string, remedy: string): Finding {
  return { state: 'fault', item, text, remedy };
}

/** What DingTalk refused, in the words the office is told in everywhere else, and what to do about it here. */
export function refusedBy(item: string, failure: CallFailure): Finding {
  const { explanation, code } = failure;
  return fault(item, `${explanation}（错误码 ${code}）`, remedyOf(failure));
}

export function lineOf(finding: Finding): string {
  const { state, item, text } = finding;
  const line = `${MARKS[state]} ${item}：${text}`;
  return finding.state === 'fault' ? `${line} → ${finding.remedy}` : line;
}

const MARKS = { well: '✔', left: '－', fault: '✘' } as const;
