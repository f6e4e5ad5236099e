import { createHash } from 'node:crypto';
import type { AttachmentId, UploadedFile } from '../domain/attachment.ts';
import type { Submitter } from '../domain/command.ts';
import type { Petition, PetitionId } from '../domain/petition.ts';
import type { Instant } from '../domain/time.ts';
import type { Attachment, Attachments } from './attachment-store.ts';
import type { Base } from './base.ts';
import type { PetitionTable } from './petitions.ts';
import type { AtOnce } from './promised.ts';

export interface AttachmentTable extends AtOnce<Attachments> {
  /** See `Circumstances.upload`. */
  upload(id: AttachmentId, petitionId: PetitionId | null, by: Submitter): UploadedFile | null;
  /** Throws when what the petition names is not there to be taken: the decision had seen it. */
  putOnFile(before: Petition | null, petition: Petition): void;
  /** Returns how many it forgot. */
  forgetUploadsBefore(at: Instant): number;
}

type Details = UploadedFile & { readonly name: string };

export function openAttachments(base: Base, petitions: PetitionTable): AttachmentTable {
  const { sqlite, sealing, random } = base;
  const insert = sqlite.prepare('INSERT INTO attachments VALUES (?, ?, ?, ?, 0, ?, ?)');
  const findUpload = sqlite.prepare<unknown[], { details: Buffer }>(
    `SELECT details FROM attachments
     WHERE id = ? AND petition_id IS ? AND staff_id = ? AND on_file = 0`,
  );
  const take = sqlite.prepare(
    'UPDATE attachments SET petition_id = ?, on_file = 1 WHERE id = ? AND on_file = 0',
  );
  const findDetails = sqlite.prepare<[string], { details: Buffer }>(
    'SELECT details FROM attachments WHERE id = ? AND on_file = 1',
  );
  const findContent = sqlite.prepare<[string], { content: Buffer }>(
    'SELECT content FROM attachments WHERE id = ? AND on_file = 1',
  );
  const forget = sqlite.prepare('DELETE FROM attachments WHERE on_file = 0 AND at < ?');

  const read = (id: AttachmentId, { details }: { readonly details: Buffer }) =>
    JSON.parse(sealing.openSealed(details, placeOf('details', id))) as Details;

  function attachmentsOf(petitionId: PetitionId): readonly Attachment[] {
    return (petitions.find(petitionId)?.attachments ?? []).map((fact) => {
      const row = findDetails.get(fact.id);
      if (!row) throw new Error(`attachment ${fact.id} is on a file but not kept`);
      return { ...fact, name: read(fact.id, row).name };
    });
  }

  return {
    keepUpload({ petitionId, by, at, name, mediaType, content }) {
      const id = random(12).toString('base64url');
      const sha256 = hashOf(content);
      const file: UploadedFile = { id, mediaType, size: content.length, sha256 };
      const details = sealing.seal(JSON.stringify({ ...file, name }), placeOf('details', id));
      insert.run(id, petitionId, by, at, details, sealing.seal(content, placeOf('content', id)));
      return file;
    },
    attachmentsOf,
    attachment(petitionId, id) {
      const fact = attachmentsOf(petitionId).find((candidate) => candidate.id === id);
      const row = findContent.get(id);
      if (!fact || !row) return null;
      const content = sealing.openSealedBytes(row.content, placeOf('content', id));
      if (hashOf(content) !== fact.sha256) throw new Error(`attachment ${id} was exchanged`);
      return { fact, content };
    },
    upload(id, petitionId, by) {
      const row = findUpload.get(id, petitionId, by);
      if (!row) return null;
      const { name: _, ...file } = read(id, row);
      return file;
    },
    putOnFile(before, petition) {
      for (const { id } of petition.attachments.slice(before?.attachments.length ?? 0)) {
        if (take.run(petition.id, id).changes !== 1) throw new Error(`upload ${id} is gone`);
      }
    },
    forgetUploadsBefore: (at) => forget.run(at).changes,
  };
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function placeOf(column: 'details' | 'content', id: AttachmentId): string {
  return `attachments|${column}|${id}`;
}
