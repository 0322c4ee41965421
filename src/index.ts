/** Touchstone: who vouches for these exact bytes? The whole public API. */
export { verifyModel } from './verify.js';
export { inspectModel, type Claims, type Inspection } from './inspect.js';
export { digestModel, type ModelDigest } from './digest.js';
export { listModel as openModel, type ListOptions } from './model/list.js';
export { leftoverPaths } from './manifest/leftovers.js';
export { prepare } from './prepare.js';
export { message, type Message } from './message.js';
export { quote } from './quote.js';
export { VERSION } from './version.js';
export type * from './request.js';
export type * from './report.js';
export type * from './reason.js';
export type * from './hash/hasher.js';
export type { Result, Reasons } from './result.js';
