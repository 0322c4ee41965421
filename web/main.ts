import './lock.js';
import { mount } from 'svelte';
import { prepare } from '../src/index.js';
import App from './App.svelte';
import './app.css';
import { language } from './language.svelte.js';
import { firstSign } from './lib/first-sign.js';
import { workersAsBuilt } from './lib/integrity.js';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element #app');
// All that a check needs is there before a model is chosen, so that it works with the network cut.
const signed = firstSign();
const views = signed.then(() => import('./views/rest.js'));
// Without the workers as they were built, there are no views that could check.
const rest = Promise.all([views, signed.then(workersAsBuilt)]).then(([loaded]) => loaded);
const prepared = rest.then(prepare);
// What is wrong with them is said on the page; until it is there, nobody listens.
prepared.catch(() => undefined);
await language.start();
// In it stood that the page has not started.
target.replaceChildren();
mount(App, { target, props: { rest, prepared } });
