import { onMounted, onUnmounted, type Ref, ref, shallowRef } from 'vue';
import type { Answer, Failure } from './api/call.ts';

/** What a page shows of the server: the newest answer, and why a newer one could not be had. */
export interface Loading<Value> {
  readonly value: Ref<Value | null>;
  readonly failure: Ref<Failure | null>;
  readonly busy: Ref<boolean>;
  reload(): Promise<void>;
}

const REFRESH = 60_000;

/** Fetches on entering the page; an answer that has been overtaken by a later question is dropped. */
export function useLoading<Value>(load: () => Promise<Answer<Value>>): Loading<Value> {
  const value = shallowRef<Value | null>(null);
  const failure = ref<Failure | null>(null);
  const busy = ref(false);
  let asked = 0;
  const reload = async () => {
    asked += 1;
    const question = asked;
    busy.value = true;
    const answer = await load();
    if (question !== asked) return;
    busy.value = false;
    if (answer.ok) value.value = answer.value;
    failure.value = answer.ok ? null : answer.failure;
  };
  onMounted(reload);
  return { value, failure, busy, reload };
}

/** Asks again every minute while the page is seen, and at once when it is seen again: others act meanwhile. */
export function useRefreshing(reload: () => Promise<void>): void {
  const whenSeen = () => {
    if (!document.hidden) void reload();
  };
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(whenSeen, REFRESH);
    document.addEventListener('visibilitychange', whenSeen);
  });
  onUnmounted(() => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', whenSeen);
  });
}
