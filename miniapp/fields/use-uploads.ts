import { onMounted, onUnmounted, type Ref, reactive } from 'vue';
import { LARGEST_ATTACHMENT } from '../../server/contract/attachment.ts';
import { uploadFile } from '../api/attachments.ts';
import { type ChosenFile, choose, contentOf, forget } from './chosen-file.ts';
import { preparedForUpload } from './photo.ts';

/** How the sending of one file goes. */
export type Sending =
  | { readonly state: 'sending'; readonly share: number }
  /** What the server does not take it will not take the next time either. */
  | { readonly state: 'failed'; readonly message: string; readonly mayRetry: boolean };

/**
 * Sends what is chosen, one file after the other. What fails stays on the list and can be sent again; it is, by itself,
 * as soon as the phone is back on the net.
 */
export function useUploads(folder: () => string, files: Ref<readonly ChosenFile[]>) {
  const sendings = reactive(new Map<string, Sending>());
  let queue = Promise.resolve();

  function add(chosen: readonly File[]) {
    const added = chosen.map(choose);
    files.value = [...files.value, ...added];
    for (const file of added) send(file);
  }

  function send(file: ChosenFile) {
    sendings.set(file.key, { state: 'sending', share: 0 });
    queue = queue.then(() => sendNow(file));
  }

  async function sendNow(file: ChosenFile) {
    const content = contentOf(file);
    // Taken off the list while it waited for its turn.
    if (!content || !isListed(file)) return;
    const prepared = await preparedForUpload(content);
    if (prepared.content.size > LARGEST_ATTACHMENT) return fail(file, TOO_LARGE, false);
    const answer = await uploadFile(folder(), prepared, (share) => {
      sendings.set(file.key, { state: 'sending', share });
    });
    if (!answer.ok) {
      const { kind, message } = answer.failure;
      return fail(file, message, kind !== 'refused');
    }
    sendings.delete(file.key);
    const { id, name, size } = answer.value;
    files.value = files.value.map((one) =>
      one.key === file.key ? { ...one, id, name, size } : one,
    );
  }

  function fail({ key }: ChosenFile, message: string, mayRetry: boolean) {
    sendings.set(key, { state: 'failed', message, mayRetry });
  }

  function remove(file: ChosenFile) {
    sendings.delete(file.key);
    files.value = files.value.filter(({ key }) => key !== file.key);
    forget(file);
  }

  function sendAgain() {
    for (const file of files.value) {
      const sending = sendings.get(file.key);
      if (sending?.state === 'failed' && sending.mayRetry) send(file);
    }
  }

  const isListed = (file: ChosenFile) => files.value.some(({ key }) => key === file.key);

  onMounted(() => {
    // After the page was opened anew only what had arrived can still be sent along.
    files.value = files.value.filter((file) => file.id !== undefined || contentOf(file));
    for (const file of files.value) if (file.id === undefined) send(file);
    window.addEventListener('online', sendAgain);
  });
  onUnmounted(() => window.removeEventListener('online', sendAgain));

  return { sendings, add, send, remove };
}

const TOO_LARGE = '文件超过10 MB，请压缩或拆分后重新选择。';
