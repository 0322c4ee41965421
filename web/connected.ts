// The one page that connects to somebody else. By itself, so that the page that reads models cannot.
import './lock.js';
import { mount } from 'svelte';
import './app.css';
import { prepare } from '../src/index.js';
import { readyStreamWorker } from './hub/stream-worker.js';
import { language } from './language.svelte.js';
import { workersAsBuilt } from './lib/integrity.js';
import Connected from './views/Connected.svelte';

const target = document.getElementById('app');
if (target === null) throw new Error('connected.html has no element #app');
const isFramed = window.top !== window.self;
// All that a check needs is there as it was built, or there are no views that could check.
const views = import('./views/hub/rest.js');
const rest = Promise.all([views, workersAsBuilt(), readyStreamWorker()]).then(([loaded]) => loaded);
// What is wrong with it is said on the page; until it is there, nobody listens.
rest.then(prepare).catch(() => undefined);
await language.start();
// In it stood that the page has not started.
target.replaceChildren();
// Where the host sends no headers, only the page itself can refuse to be framed.
mount(Connected, { target, props: { isFramed, rest } });
