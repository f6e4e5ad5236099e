import { type Ref, type ShallowRef, shallowRef, triggerRef } from 'vue';
import type { Answer, Failure } from '../../api/call.ts';

/** A page of rows as the server answers it, of `total` rows in all. */
export interface RowPage<Row> {
  readonly items: readonly Row[];
  readonly total: number;
}

/** The rows of a long list, as far as they have been looked at. */
export interface RowPages<Row, Page extends RowPage<Row>> {
  /** The newest page that arrived, with what it tells of the list as a whole; null before the first. */
  readonly newest: Readonly<Ref<Page | null>>;
  readonly failure: Readonly<Ref<Failure | null>>;
  /** Undefined while the row is not there yet. */
  rowAt(index: number): Row | undefined;
  /** Says which rows are seen, `[first, last)`; what is missing of them is fetched. */
  want(first: number, last: number): void;
  /** Fetches what is seen once more; the rows stay until their successors have come. */
  refresh(): void;
}

/** Both sides of a page boundary can be fetched at once; more would only make the row that is looked at wait. */
const AT_ONCE = 2;
/** Pages that are kept: some thousand rows on either side of what is looked at. */
const KEPT = 40;

/**
 * Fetches pages of `size` rows as they come into view. While somebody pulls at the scroll bar, only what is in view
 * when a request has returned is asked for next, so that nothing queues up for rows long gone by.
 */
export function createRowPages<Row, Page extends RowPage<Row>>(
  size: number,
  load: (offset: number) => Promise<Answer<Page>>,
): RowPages<Row, Page> {
  const newest: ShallowRef<Page | null> = shallowRef(null);
  const failure = shallowRef<Failure | null>(null);
  const pages = shallowRef(new Map<number, readonly Row[]>());
  const stale = new Set<number>();
  const underWay = new Set<number>();
  let seen: readonly number[] = [0];

  const fetchMissing = () => {
    for (const page of seen) {
      if (underWay.size >= AT_ONCE) return;
      const isThere = pages.value.has(page) && !stale.has(page);
      if (!isThere && !underWay.has(page)) void fetchPage(page);
    }
  };

  const fetchPage = async (page: number) => {
    underWay.add(page);
    const answer = await load(page * size);
    underWay.delete(page);
    failure.value = answer.ok ? null : answer.failure;
    if (!answer.ok) return;
    keep(page, answer.value);
    fetchMissing();
  };

  const keep = (page: number, answer: Page) => {
    stale.delete(page);
    pages.value.delete(page);
    pages.value.set(page, answer.items);
    newest.value = answer;
    for (const old of pages.value.keys()) {
      if (pages.value.size <= KEPT) break;
      if (!seen.includes(old)) pages.value.delete(old);
    }
    triggerRef(pages);
  };

  return {
    newest,
    failure,
    rowAt: (index) => pages.value.get(Math.floor(index / size))?.[index % size],
    want(first, last) {
      const from = Math.floor(first / size);
      const to = Math.floor(Math.max(first, last - 1) / size);
      seen = Array.from({ length: to - from + 1 }, (_, index) => from + index);
      fetchMissing();
    },
    refresh() {
      for (const page of pages.value.keys()) stale.add(page);
      fetchMissing();
    },
  };
}
