import { createApp } from 'vue';
import SandboxPage from './SandboxPage.vue';
import './sandbox.css';

createApp(SandboxPage).mount('#page');
