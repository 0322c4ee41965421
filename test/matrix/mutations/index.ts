import type { Mutation } from '../mutation.js';
import { BOUNDS } from './bounds.js';
import { BUNDLE } from './bundle.js';
import { FAULTY_BUNDLES } from './bundle-faults.js';
import { BUNDLE_SHAPES } from './bundle-shapes.js';
import { CERTIFICATES } from './certificates.js';
import { CHAINS } from './chains.js';
import { CLAIMS, STATEMENTS } from './claims.js';
import { CONTENTS } from './contents.js';
import { DISK } from './disk.js';
import { IDENTITIES } from './identities.js';
import { KEYLESS } from './keyless.js';
import { INSTANCES } from './instances.js';
import { KEYS } from './keys.js';
import { NAMES, SIGNED_NAMES } from './names.js';
import { PARTIAL_CHECKS } from './partial.js';

/** What a mutation yields must be the same through the library, by the command and on the page. */
export const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  'the bundle': BUNDLE,
  'its bounds': BOUNDS,
  chains: CHAINS,
  'certificates that are expected': CERTIFICATES,
  keys: KEYS,
  'keyless signatures': KEYLESS,
  identities: IDENTITIES,
  'names that are signed': SIGNED_NAMES,
  'names of files': NAMES,
  'what is signed': CONTENTS,
  'what is here': DISK,
  'partial checks': PARTIAL_CHECKS,
  'shapes of Sigstore bundles': BUNDLE_SHAPES,
  'faults of Sigstore bundles': FAULTY_BUNDLES,
  'instances of Sigstore': INSTANCES,
  'statements about files': STATEMENTS,
  'claims about files': CLAIMS,
};

export const ALL_MUTATIONS: readonly Mutation[] = Object.values(MUTATIONS).flat();
