import { showToast } from 'vant';
import type { ActionView } from '../../server/contract/view.ts';

/** A word of confirmation that goes away by itself. */
export function sayDone(action: ActionView): void {
  showToast({ message: `${action.title}：已提交`, position: 'bottom' });
}
