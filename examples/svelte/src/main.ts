import { mount } from 'svelte';
import ModelPage from './ModelPage.svelte';

const target = document.getElementById('app');
if (target !== null) mount(ModelPage, { target, props: { models: ['tiny-model', 'another-model'] } });
