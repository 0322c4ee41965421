/** The digests of the browser, one message at a time, for a runtime with threads and reading of its own (cli). Not public. */
export { createDigest, type Digest } from './hash/algorithms.js';
/** And its way of fetching files that lie on a network. */
export { RemoteBlob } from './remote-blob.js';
export { readRemote } from './remote-read.js';
export { runStreamJob } from './hash/stream-job.js';
