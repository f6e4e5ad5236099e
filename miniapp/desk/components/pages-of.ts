import { onMounted, type Ref, ref, shallowRef } from 'vue';
import type { Answer, Failure } from '../../api/call.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

/** A list that is read on page by page, newest first, and read anew when what it is narrowed to changes. */
export interface Pages<Item> {
  readonly items: Ref<readonly Item[]>;
  readonly failure: Ref<Failure | null>;
  readonly busy: Ref<boolean>;
  readonly hasMore: Ref<boolean>;
  /** False until the first page is there. */
  readonly loaded: Ref<boolean>;
  reload(): Promise<void>;
  more(): Promise<void>;
}

export function usePages<Item>(
  load: (cursor: string | undefined) => Promise<Answer<Page<Item>>>,
): Pages<Item> {
  const items = shallowRef<readonly Item[]>([]);
  const failure = ref<Failure | null>(null);
  const busy = ref(false);
  const loaded = ref(false);
  const hasMore = ref(false);
  let cursor: string | undefined;
  let asked = 0;

  async function read(from: string | undefined): Promise<void> {
    asked += 1;
    const question = asked;
    busy.value = true;
    const answer = await load(from);
    if (question !== asked) return;
    busy.value = false;
    failure.value = answer.ok ? null : answer.failure;
    if (!answer.ok) return;
    loaded.value = true;
    items.value = from === undefined ? answer.value.items : [...items.value, ...answer.value.items];
    cursor = answer.value.nextCursor;
    hasMore.value = cursor !== undefined;
  }

  const reload = () => read(undefined);
  onMounted(reload);
  return { items, failure, busy, loaded, hasMore, reload, more: () => read(cursor) };
}
