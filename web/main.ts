import { mount } from 'svelte';
import { prepare } from '../src/index.js';
import App from './App.svelte';
import './app.css';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element #app');
// The workers start now, so that a check works with the network cut.
mount(App, { target, props: { prepared: prepare() } });
