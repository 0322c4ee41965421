// The one page that connects to somebody else. By itself, so that the page that reads models cannot.
import './lock.js';
import { mount } from 'svelte';
import './app.css';
import { language } from './language.svelte.js';
import Connected from './views/Connected.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('connected.html has no element #app');
await language.start();
// In it stood that the page has not started.
target.replaceChildren();
// Where the host sends no headers, only the page itself can refuse to be framed.
mount(Connected, { target, props: { isFramed: window.top !== window.self } });
