import { createApp } from 'vue';
import App from './App.vue';
import { startClock } from './clock.ts';
import { router } from './router.ts';
import { startSession } from './session.ts';
import './ui.ts';
import './styles/tokens.css';
import './styles/base.css';
import { applyTextSize } from './text-size.ts';

applyTextSize();
startClock();
createApp(App).use(router).mount('#app');
void startSession();
