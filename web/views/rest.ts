/** The views that come after the first: fetched while nobody needs them yet, so that the first is there sooner. */
export { default as About } from './About.svelte';
export { default as Checking } from './Checking.svelte';
export { default as HandedOver } from './HandedOver.svelte';
export { default as LinkSays } from './LinkSays.svelte';
export { default as MemoryPage } from './memory/MemoryPage.svelte';
export { default as Ready } from './Ready.svelte';
export { default as TrustPage } from './trust/TrustPage.svelte';
export { default as UpdateNotice } from './UpdateNotice.svelte';
export { default as Verdict } from './Verdict.svelte';
export { Linked } from '../linked.svelte.js';
export { Remembered } from '../remembered.svelte.js';
export { default as Recent } from './Recent.svelte';
