import { computed, onMounted, shallowRef } from 'vue';
import type { RegimeView } from '../../server/contract/view.ts';
import { loadRegimes } from '../api/regimes.ts';

/** Under what is registered now: the flows there are and what the office's form asks. */
export function useOffice() {
  const regime = shallowRef<RegimeView | null>(null);
  const fault = shallowRef('');
  onMounted(async () => {
    const answer = await loadRegimes();
    fault.value = answer.ok ? '' : answer.failure.message;
    if (answer.ok) regime.value = answer.value.items[0] ?? null;
  });
  return {
    fault,
    officeForm: computed(() => regime.value?.registration ?? null),
    flows: computed(() => regime.value?.flows ?? []),
  };
}
