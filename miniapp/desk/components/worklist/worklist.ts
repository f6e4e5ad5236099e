import { computed, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { LedgerRow } from '../../../../server/contract/ledger.ts';
import { loadWorklist, type WorklistName } from '../../../api/worklists.ts';
import { clock } from '../../../clock.ts';
import { useLoading, useRefreshing } from '../../../loading.ts';

/** A line of a worklist: one matter of a petition, which may have several. */
export interface WorklistRow {
  readonly key: string;
  readonly petition: LedgerRow;
}

export interface WorklistGroup<Row extends WorklistRow> {
  readonly title: string;
  readonly tone?: 'danger' | 'warning';
  readonly rows: readonly Row[];
}

/** What waits, or the register of a year; the year is kept in the address. */
export function useWorklist<Name extends WorklistName>(name: Name) {
  const route = useRoute();
  const router = useRouter();
  const year = computed({
    get: () => (route.query.year ? Number(route.query.year) : null),
    set: (next: number | null) =>
      void router.push({
        path: `/desk/${name}`,
        query: next === null ? {} : { year: String(next) },
      }),
  });
  const loading = useLoading(() => loadWorklist(name, year.value));
  watch(year, () => {
    loading.value.value = null;
    void loading.reload();
  });
  useRefreshing(loading.reload);
  return { year, loading, answer: loading.value };
}

export function thisYear(): number {
  return Number(clock.today().slice(0, 4));
}

/** Only those groups in which something stands. */
export function filled<Row extends WorklistRow>(
  groups: readonly WorklistGroup<Row>[],
): readonly WorklistGroup<Row>[] {
  return groups.filter(({ rows }) => rows.length > 0);
}
