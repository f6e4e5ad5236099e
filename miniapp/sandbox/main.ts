import { createApp } from 'vue';
import SandboxPage from './SandboxPage.vue';
import './sandbox.css';
import './phone.css';
import './messages.css';
import './side.css';

createApp(SandboxPage).mount('#page');
