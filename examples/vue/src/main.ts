import { createApp } from 'vue';
import ModelPage from './ModelPage.vue';

createApp(ModelPage, { models: ['tiny-model', 'another-model'] }).mount('#app');
