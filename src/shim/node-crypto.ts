import type * as stand from './crypto.js';

/**
 * What `require('crypto')` gives to @sigstore/core, filled by sigstore.ts. Were crypto.ts itself required, the bundler would
 * have to keep all of the cryptography that it imports, used or not: a tenth of the worker.
 */
const crypto: Partial<Pick<typeof stand, 'createHash' | 'createPublicKey' | 'timingSafeEqual' | 'verify'>> =
  {};

export default crypto;
