import type { Prose } from '../../src/index.js';
import type { Catalogue } from '../text/english.js';

/** A language: the page's own words, and the verifier's sentences. */
export interface Wording {
  readonly words: Catalogue;
  readonly prose: Prose;
}
