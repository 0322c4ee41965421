import {
  IDENTITY,
  ISSUER,
  makeSigstore,
  noise,
  provenanceStatement,
  signBundle,
  subjectOf,
  type BundleSigning,
  type Content,
  type ForgedSigstore,
  type TrustedRootJson,
} from '../../forge/index.js';
import type { Question } from '../question.js';
import { once } from './make.js';

/** Questions about one file, beside which any Sigstore bundle may lie. */
export const FILE_NAME = 'weights.gguf';
export const FILE = noise(1000, 7);
export const ONE_FILE: Question['files'] = { [FILE_NAME]: FILE };

/** With both generations of the log; its clock stands an hour ago, since the page has the clock of today. */
/** Logs count in whole seconds. */
export const AN_HOUR_AGO = new Date(Math.floor(Date.now() / 1000 - 3600) * 1000);
export const FULL_SIGSTORE = once(() => makeSigstore(AN_HOUR_AGO, { rekorV2: true }));

export const MESSAGE: Content = { message: FILE };
export const PROVENANCE: Content = { statement: provenanceStatement([subjectOf(FILE_NAME, FILE)]) };

export interface Around {
  readonly sigstore?: ForgedSigstore;
  readonly trustedRoot?: TrustedRootJson | object;
  readonly changes?: Partial<Question>;
}

/** The plain case: signed by the forge's signer, who is expected, or by a key, which is. */
export function about(
  content: Content,
  options: BundleSigning = {},
  { sigstore = FULL_SIGSTORE(), trustedRoot = sigstore.trustedRoot, changes }: Around = {},
): Question {
  const { bundle, certificate, publicKeyPem } = signBundle(sigstore, content, options);
  const trust =
    certificate === null
      ? ({ method: 'key', publicKey: publicKeyPem } as const)
      : ({ method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot } as const);
  return {
    files: ONE_FILE,
    single: true,
    ignorePaths: [],
    bundle: JSON.stringify(bundle),
    trust,
    ...changes,
  };
}
