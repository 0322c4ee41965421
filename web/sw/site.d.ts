/** Made at build, by scripts/site/service-worker.mjs. */

/** Every file of the site but this worker, and what it was built as: SHA-256 in hexadecimal. */
export declare const FILES: readonly (readonly [path: string, sha256: string])[];
/** What a host should send with each of them. */
export declare const HEADERS: Readonly<Record<string, string>>;
/** SHA-256 of `FILES` as JSON: what tells this build from others. */
export declare const LIST: string;
