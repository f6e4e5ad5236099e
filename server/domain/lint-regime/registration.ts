import type { ArchivePiece } from '../archive-pieces.ts';
import type { Asking, Regime } from '../regime.ts';
import { type NamedAct, namedActs } from './named-acts.ts';
import { guardProblems } from './references.ts';

/** What is asked at registration and in an act's form, what is archived, and what a petitioner may say. */
export function lintRegistration(regime: Regime): readonly string[] {
  const acts = namedActs(regime);
  return [
    ...channelProblems(regime),
    ...acts.flatMap(askingProblems),
    ...(regime.archive?.pieces ?? []).flatMap((piece) => pieceProblems(piece, regime)),
    ...(acts.some(needsArchive) && !regime.archive
      ? ['有操作要求归档材料齐全，但没有写明归档哪些材料(archive)。']
      : []),
    ...ratingProblems(regime),
  ];
}

function channelProblems({ registration }: Regime): readonly string[] {
  const ids = (registration?.channels ?? []).map(({ id }) => id);
  return ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => `登记的信访形式“${id}”重复。`);
}

const askedOf: Readonly<Record<Asking, NamedAct['act']['kind']>> = {
  instruction: 'reply',
  items: 'reply',
  scan: 'deliverReply',
};

function askingProblems({ act, place }: NamedAct): readonly string[] {
  return [
    ...(act.asks ?? [])
      .filter((asking) => askedOf[asking] !== act.kind)
      .map((asking) => `${place}不能要求“${asking}”。`),
    ...(act.items && act.kind !== 'reply' ? [`${place}不是答复，没有逐项结果可填。`] : []),
  ];
}

function needsArchive({ act }: NamedAct): boolean {
  return [...(act.needs ?? []).map(({ guard }) => guard), ...(act.when ?? [])].includes(
    'archiveComplete',
  );
}

function pieceProblems(
  { title, when, paper, scan, attached, record, holds }: ArchivePiece,
  { forms, papers, records }: Regime,
): readonly string[] {
  const place = `归档材料“${title}”`;
  const named = [paper, scan, attached, record, holds].some((each) => each !== undefined);
  return [
    ...(named ? [] : [`${place}没有写明怎样才算齐全。`]),
    ...(paper === undefined || papers?.sheets[paper] ? [] : [`${place}没有打印样式“${paper}”。`]),
    ...(scan === undefined || forms[scan] ? [] : [`${place}使用了不认识的表单“${scan}”。`]),
    ...(record === undefined || records?.[record]
      ? []
      : [`${place}使用了不存在的记录“${record}”。`]),
    ...guardProblems(place, when),
    ...guardProblems(place, holds),
    ...([...(when ?? []), ...(holds ?? [])].some((guard) => guard.includes('archiveComplete'))
      ? [`${place}不能以归档材料齐全为条件。`]
      : []),
  ];
}

function ratingProblems({ query, records }: Regime): readonly string[] {
  const rating = query?.rating;
  if (!rating) return [];
  const fields = records?.[rating.record]?.fields ?? [];
  const field = fields.find(({ id }) => id === rating.field);
  const others = fields.filter(({ id, optional }) => id !== rating.field && !optional);
  return [
    ...(field?.control === 'choice' ? [] : ['信访人评价所依据的栏目不存在，或者不是单选。']),
    ...(others.length > 0 ? ['信访人评价的记录除评价外还有必填栏目，信访人无法填写。'] : []),
    ...guardProblems('信访人评价', rating.when),
  ];
}
