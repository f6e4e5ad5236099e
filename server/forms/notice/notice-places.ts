import { periodTitle, readPeriod } from '../../domain/figures/period.ts';
import type { OfficePaperPlace } from '../../domain/office-paper.ts';
import type { OfficePaperFile } from '../../domain/office-paper-file.ts';
import type { Answers, RecordField } from '../../domain/record.ts';
import { measureFields, measureOf, stepOf, writtenText } from '../../domain/sanctions/people.ts';
import { type Instant, localDayOf, paperDay } from '../../domain/time.ts';

/** What a place says; undefined where nothing is known yet, so that the blank is printed. */
export function placeText(place: string, file: OfficePaperFile): string | undefined {
  const [of, field] = place.split('.');
  if (field !== undefined) return answered(of, field, file);
  return places[place as OfficePaperPlace]?.(file);
}

/** The fields of the draft or of the outcome, and what was written in them. */
export function writtenIn(
  list: 'answers' | 'outcome',
  { notice, regime }: OfficePaperFile,
): { readonly fields: readonly RecordField[]; readonly answers: Answers } {
  const measure = measureOf(notice, regime);
  if (list === 'outcome') {
    return { fields: measure?.outcome?.fields ?? [], answers: notice.outcome?.answers ?? {} };
  }
  const { about } = notice;
  return {
    fields: measure ? measureFields(measure, regime) : [],
    answers: about.kind === 'measure' ? about.answers : {},
  };
}

function answered(of: string | undefined, id: string, file: OfficePaperFile): string | undefined {
  const { fields, answers } = writtenIn(of === 'outcome' ? 'outcome' : 'answers', file);
  const field = fields.find((each) => each.id === id);
  const answer = answers[id];
  return field && answer !== undefined ? writtenText(field, answer, file.directory) : undefined;
}

const places: Readonly<Record<OfficePaperPlace, (file: OfficePaperFile) => string | undefined>> = {
  office: ({ regime }) => regime.papers?.office,
  unit: ({ notice, directory }) =>
    notice.unitId === undefined ? undefined : directory.units.get(notice.unitId)?.name,
  title: ({ notice, regime }) => (stepOf(notice, regime) ?? measureOf(notice, regime))?.title,
  step: ({ notice, regime }) => stepOf(notice, regime)?.title,
  window: ({ notice: { about } }) => {
    const period = about.kind === 'step' ? readPeriod(about.window) : null;
    return period ? periodTitle(period) : undefined;
  },
  count: ({ notice: { about } }) =>
    about.kind === 'step' ? String(about.counted.length) : undefined,
  numbers: ({ notice: { about }, numbers }) =>
    about.kind === 'step'
      ? about.counted.flatMap(({ petition }) => numbers.get(petition) ?? []).join('、')
      : undefined,
  draftedDay: ({ notice }) => dayOf(notice.draftedAt),
  dueDay: ({ notice }) => dayOf(notice.due?.at),
  issuedDay: ({ notice }) => dayOf(notice.issued?.at),
  signer: ({ notice }) => notice.issued?.title,
  // Drawn by the sheet; here only whether there is one.
  signature: ({ notice, directory }) =>
    notice.issued && directory.staff.get(notice.issued.by)?.name,
  owed: ({ notice, regime }) => stepOf(notice, regime)?.owes?.title,
  owedDay: ({ notice }) => dayOf(notice.issued?.owedBy),
  objectDay: ({ notice }) => dayOf(notice.issued?.objectUntil),
  addressee: ({ notice, regime }) => measureOf(notice, regime)?.addressee,
  explanation: ({ notice }) => notice.explained?.words,
  explainedBy: ({ notice, directory }) =>
    notice.explained && directory.staff.get(notice.explained.by)?.name,
  explainedDay: ({ notice }) => dayOf(notice.explained?.at),
  petition: ({ notice: { about }, numbers }) =>
    about.kind === 'measure' && about.petition !== undefined
      ? numbers.get(about.petition)
      : undefined,
};

function dayOf(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : paperDay(localDayOf(at));
}
