import { LARGEST_ATTACHMENT, uploadedFile, uploadQuery } from '../../contract/attachment.ts';
import { dutyBody, dutyFileParams, dutyList, dutyParams } from '../../contract/duties.ts';
import type { DutyRule } from '../../domain/duties.ts';
import { readPeriod } from '../../domain/figures/period.ts';
import { recordFault } from '../../domain/record.ts';
import { type Failure, NOT_FOUND } from '../failures.ts';
import { cleanFileName } from '../file-name.ts';
import { mediaTypeOf, refusedTypeMessage } from '../file-type.ts';
import { withoutPlace } from '../photo-place.ts';
import { type Route, route, type Scene } from '../route.ts';
import { dutiesShown, mayWrite } from '../views/duties.ts';

const showDuties = route(
  {
    method: 'GET',
    path: '/api/duties',
    summary: '例行工作及其记录',
    access: 'signedIn',
    rate: 'reads',
    answer: dutyList,
  },
  async ({ person }, scene) => ({ status: 200, body: await dutiesShown(person, scene) }),
);

const writeDuty = route(
  {
    method: 'POST',
    path: '/api/duties/:duty',
    summary: '登记一次例行工作',
    access: 'signedIn',
    rate: 'writes',
    params: dutyParams,
    body: dutyBody,
    answer: dutyList,
  },
  async ({ params, body, person }, scene) => {
    const rule = scene.regime.duties?.[params.duty];
    if (!rule || !mayWrite(rule, person, scene)) return { failure: NOT_FOUND };
    const fault = faultIn(rule, body, scene);
    if (fault) return { failure: fault };
    const { commandId: id, period, answers, files } = body;
    const written = await scene.deps.store.writeDuty(
      {
        id,
        duty: params.duty,
        ...(period === undefined ? {} : { period }),
        answers,
        by: person.id,
        at: scene.now,
      },
      files,
    );
    if (!written) return { failure: FILES_GONE };
    return { status: 200, body: await dutiesShown(person, scene) };
  },
);

const uploadDutyFile = route(
  {
    method: 'POST',
    path: '/api/duties/attachments',
    summary: '上传例行工作的附件；随后登记时归入',
    access: 'signedIn',
    rate: 'writes',
    query: uploadQuery,
    upload: { maximumBytes: LARGEST_ATTACHMENT },
    answer: uploadedFile,
    created: true,
  },
  async ({ query, bytes, person }, scene) => {
    const own = Object.values(scene.regime.duties ?? {}).some((rule) =>
      mayWrite(rule, person, scene),
    );
    if (!own) return { failure: NOT_FOUND };
    const mediaType = mediaTypeOf(bytes, query.name);
    if (mediaType === null) {
      const message = refusedTypeMessage(bytes);
      return { failure: { status: 415, code: 'wrongFileType', message } };
    }
    const file = await scene.deps.store.keepDutyFile({
      name: cleanFileName(query.name, mediaType),
      mediaType,
      content: mediaType === 'image/jpeg' ? withoutPlace(bytes) : bytes,
      by: person.id,
      at: scene.now,
    });
    return { status: 201, body: file };
  },
);

const showDutyFile = route(
  {
    method: 'GET',
    path: '/api/duties/entries/:entry/files/:file',
    summary: '例行工作记录的附件',
    access: 'signedIn',
    rate: 'reads',
    params: dutyFileParams,
    answer: 'application/octet-stream',
  },
  async ({ params, person }, scene) => {
    const shown = await dutiesShown(person, scene);
    const isShown = shown.items.some(({ entries }) =>
      entries.some(({ id }) => id === params.entry),
    );
    const file = isShown ? await scene.deps.store.dutyFile(params.entry, params.file) : null;
    if (!file) return { failure: NOT_FOUND };
    const { content, mediaType, name } = file;
    const shownHere = mediaType.startsWith('image/');
    return { status: 200, body: content, mediaType, ...(shownHere ? {} : { saveAs: name }) };
  },
);

export const dutyRoutes: readonly Route[] = [showDuties, uploadDutyFile, writeDuty, showDutyFile];

const FILES_GONE: Failure = {
  status: 409,
  code: 'fileGone',
  message: '附件已失效，请删除后重新上传。',
};

/** The period must be one of the duty's own that has begun; the answers must be what the form asks for. */
function faultIn(
  { every, form }: DutyRule,
  {
    period,
    answers,
  }: { readonly period?: string; readonly answers: Parameters<typeof recordFault>[1] },
  { now, directory }: Scene,
): Failure | null {
  const found = period === undefined ? null : readPeriod(period);
  if (every !== found?.kind || (found && found.from > now)) {
    return fieldFailure('period', '请选择已经开始的一期。');
  }
  const fault = recordFault({ fields: form }, answers, { now, directory });
  return fault && fieldFailure(`answers.${fault.field}`, FAULTS[fault.fault]);
}

const FAULTS: Readonly<Record<NonNullable<ReturnType<typeof recordFault>>['fault'], string>> = {
  missing: '请填写此项。',
  tooShort: '内容过短，请写详细。',
  tooLong: '内容过长，请精简。',
  inFuture: '日期不得晚于今天。',
  inPast: '日期不得早于今天。',
  outOfRange: '数字超出范围。',
  format: '填写的内容不符合要求，请重新选择或填写。',
};

function fieldFailure(field: string, message: string): Failure {
  return { status: 422, code: 'invalid', message, details: [{ field, message }] };
}
