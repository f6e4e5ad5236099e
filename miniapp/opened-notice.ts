import { watch } from 'vue';
import type { Router } from 'vue-router';
import { openNotice } from './api/page.ts';
import { session } from './session.ts';

/**
 * Tells the office, once, that the person has opened what a notice points at, and takes the notice's number out of the
 * address before anyone can pass it on.
 */
export function reportOpenedNotices(router: Router): void {
  watch(
    () => (session.state === 'signedIn' ? router.currentRoute.value.query.notice : undefined),
    (notice) => {
      if (notice === undefined) return;
      if (typeof notice === 'string' && /^\d{1,15}$/.test(notice)) void openNotice(notice);
      const { notice: _, ...query } = router.currentRoute.value.query;
      void router.replace({ query });
    },
    { immediate: true },
  );
}
