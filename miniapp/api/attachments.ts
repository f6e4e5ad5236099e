import type { UploadedFileView } from '../../server/contract/attachment.ts';
import { renewSession } from '../session.ts';
import { type Answer, answerIn, offline } from './call.ts';

/** Where the content of an attachment is shown or saved from; beside the page, as every address of ours. */
export function attachmentAddress(petitionId: string, id: string): string {
  return `./api/petitions/${encodeURIComponent(petitionId)}/attachments/${encodeURIComponent(id)}`;
}

/**
 * POST to the attachments of a folder: a petition's, the office's before there is one, or another. `progress` hears the
 * share sent, 0–1. A lost connection is an answer, and the same file may be sent again.
 */
export async function uploadFile(
  folder: string,
  file: { readonly name: string; readonly content: Blob },
  progress: (share: number) => void,
): Promise<Answer<UploadedFileView>> {
  const address = `./api${folder}/attachments?name=${encodeURIComponent(file.name)}`;
  const answer = await send(address, file.content, progress);
  if (answer.ok || answer.failure.kind !== 'signedOut') return answer;
  return (await renewSession()) ? send(address, file.content, progress) : answer;
}

/** Of a petition, or of one that is not registered yet. */
export function folderOf(petitionId: string | null): string {
  return petitionId === null ? '' : `/petitions/${encodeURIComponent(petitionId)}`;
}

/** Only the older interface of browsers tells how much has been sent. */
function send(
  address: string,
  content: Blob,
  progress: (share: number) => void,
): Promise<Answer<UploadedFileView>> {
  return new Promise((resolve) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', address);
    sending.setRequestHeader('Accept', 'application/json');
    sending.setRequestHeader('Content-Type', 'application/octet-stream');
    sending.setRequestHeader('X-Requested-With', 'miniapp');
    sending.timeout = PATIENCE;
    sending.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    sending.onload = () =>
      resolve(answerIn(new Response(sending.responseText, { status: sending.status })));
    sending.onerror = () => resolve(offline());
    sending.ontimeout = sending.onerror;
    sending.send(content);
  });
}

/** Ten megabytes over a poor line. */
const PATIENCE = 180_000;
