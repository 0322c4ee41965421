/** The digests of the browser, one message at a time, for a runtime with threads and reading of its own (cli). Not public. */
export { createDigest, type Digest } from './hash/algorithms.js';
