/** Loaded where German is asked for. */
export { german as prose } from '../../src/german.js';
export { german as words } from './text/german.js';
