import type { RecordFormView } from '../../server/contract/view.ts';
import type { Values } from '../acts/form.ts';

/** The statute's kind that the office's own kind already says; undefined where no chosen option says it. */
export function saidByAnswers(
  record: RecordFormView | undefined,
  answers: Values,
): string | undefined {
  for (const { id, options } of record?.fields ?? []) {
    const chosen = options.find((option) => option.appealType && option.id === answers[id]);
    if (chosen?.appealType) return chosen.appealType;
  }
  return undefined;
}

/** Not asked where the office's own kinds say it and none is chosen yet, or the chosen one says it. */
export function isAppealTypeAsked(record: RecordFormView | undefined, answers: Values): boolean {
  const carrying = (record?.fields ?? []).filter(({ options }) =>
    options.some(({ appealType }) => appealType !== undefined),
  );
  return carrying.every(
    ({ id, options }) =>
      answers[id] !== '' &&
      answers[id] !== undefined &&
      !options.some((option) => option.id === answers[id] && option.appealType),
  );
}
