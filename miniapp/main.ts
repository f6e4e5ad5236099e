import { createApp } from 'vue';
import { createWebHashHistory } from 'vue-router';
import App from './App.vue';
import { startClock } from './clock.ts';
import { createAppRouter } from './router.ts';
import { startSession } from './session.ts';
import './ui.ts';
import './styles/tokens.css';
import './styles/base.css';
import { applyTextSize } from './text-size.ts';

applyTextSize();
startClock();
// DingTalk on iOS keeps the address of entry for its signature: only what is behind the hash may change.
const router = createAppRouter(createWebHashHistory());
createApp(App).use(router).mount('#app');
void router.isReady().then(() => {
  // Petitioners look up their petition without a login.
  if (!router.currentRoute.value.meta.open) void startSession();
});
