import type { ArchivePiece } from './archive-pieces.ts';
import type { Guard } from './guard.ts';
import type { Petition } from './petition.ts';
import type { Regime } from './regime.ts';

/** Judges conditions for the one petition at the one moment. */
export type Holding = (guards: readonly Guard[] | undefined) => boolean;

/** The pieces that the regulation wants archived and that the file does not hold yet, in its order. */
export function missingPieces(
  petition: Petition,
  { archive, papers }: Regime,
  holding: Holding,
): readonly ArchivePiece[] {
  return (archive?.pieces ?? []).filter(
    (piece) => holding(piece.when) && !isThere(piece, petition, papers, holding),
  );
}

function isThere(
  { paper, scan, attached, record, holds }: ArchivePiece,
  { attachments, flow }: Petition,
  papers: Regime['papers'],
  holding: Holding,
): boolean {
  const sheet = paper === undefined ? undefined : papers?.sheets[paper];
  const prints =
    paper === undefined ||
    (sheet !== undefined && (sheet.flows?.includes(flow) ?? true) && holding(sheet.when));
  return (
    prints &&
    (scan === undefined ||
      attachments.some(({ purpose, form }) => purpose === 'signedForm' && form === scan)) &&
    (attached === undefined || attachments.some(({ purpose }) => purpose === attached)) &&
    (record === undefined || holding([`recorded:${record}`])) &&
    holding(holds)
  );
}
