import { Button, Popup, PullRefresh, Skeleton } from 'vant';
import 'vant/es/style/base.css';
import 'vant/es/loading/index.css';
import 'vant/es/overlay/index.css';
import 'vant/es/popup/index.css';
import 'vant/es/button/index.css';
import 'vant/es/toast/index.css';
import 'vant/es/dialog/index.css';
import 'vant/es/pull-refresh/index.css';
import 'vant/es/skeleton-title/index.css';
import 'vant/es/skeleton-paragraph/index.css';
import 'vant/es/skeleton/index.css';

/**
 * Every Vant component the app uses. Style sheets are named one by one: Vant's own bundles bring its icon font,
 * which no screen of ours draws.
 */
export const VanButton = Button;
export const VanPopup = Popup;
export const VanPullRefresh = PullRefresh;
export const VanSkeleton = Skeleton;
