/** What the connected page shows of models on hosts: fetched after its first sight. */
export { Linked } from '../../linked.svelte.js';
export { Remembered } from '../../remembered.svelte.js';
export { default as HubPage } from './HubPage.svelte';
