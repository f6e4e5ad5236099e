import type { InputOf } from '../act-input.ts';
import type { AttachmentPurpose, FormId } from '../attachment.ts';
import type { Circumstances } from '../decision.ts';
import type { ActOutcome } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import { clockTimeText, localDayOf } from '../time.ts';
import { type Asked, invalid, isFuture, missing } from './asked.ts';
import { filesOf } from './files-brought.ts';

type Outcome = Result<ActOutcome, Refusal>;

/** What the act puts on the file beside its own words. */
export function attachmentsOutcome(asked: Asked, circumstances: Circumstances): Outcome {
  const { input } = asked.command;
  const ids = 'attachments' in input ? (input.attachments ?? []) : [];
  if (ids.length === 0) return ok({});
  const files = filesOf(ids, whatIsBrought(asked), asked.person, circumstances);
  return files.ok ? ok({ attachments: files.value }) : files;
}

/** 上传材料；a signed form says which form it is, nothing else does. */
export function attachOutcome(
  _asked: Asked,
  { purpose, form, attachments }: InputOf<'attach'>,
  { regime }: Circumstances,
): Outcome {
  if (attachments.length === 0) return missing('attachments');
  if (purpose === 'signedForm' && form === undefined) return missing('form');
  if (form !== undefined && (purpose !== 'signedForm' || !regime.forms[form])) {
    return invalid('form', 'format');
  }
  return ok({});
}

/** A contact is noted after it took place, with what was said or tried. */
export function recordContactOutcome(
  _asked: Asked,
  { on, time }: InputOf<'recordContact'>,
  circumstances: Circumstances,
): Outcome {
  if (isFuture(on, circumstances)) return invalid('on', 'inFuture');
  const today = on === localDayOf(circumstances.now);
  return today && time !== undefined && time > clockTimeText(circumstances.now)
    ? invalid('time', 'inFuture')
    : ok({});
}

function whatIsBrought({ command: { input }, definition }: Asked): {
  readonly purpose: AttachmentPurpose;
  readonly form?: FormId;
} {
  if (input.kind === 'attach') {
    return { purpose: input.purpose, ...(input.form === undefined ? {} : { form: input.form }) };
  }
  if (definition.scanOf !== undefined) return { purpose: 'signedForm', form: definition.scanOf };
  return { purpose: 'evidence' };
}
