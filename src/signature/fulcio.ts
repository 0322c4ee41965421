import type { Certificate } from '#sigstore';
import { fromUtf8 } from '../bytes.js';

/** What Fulcio writes into a certificate about a run (Fulcio docs/oid-info.md), by the field's own names. */
const FULCIO = '1.3.6.1.4.1.57264.1.';

/** 1 to 6 are raw text and replaced by the later ones, which are DER UTF8Strings. */
const NAMES = {
  1: 'issuerV1',
  2: 'githubWorkflowTrigger',
  3: 'githubWorkflowSha',
  4: 'githubWorkflowName',
  5: 'githubWorkflowRepository',
  6: 'githubWorkflowRef',
  8: 'issuer',
  9: 'buildSignerUri',
  10: 'buildSignerDigest',
  11: 'runnerEnvironment',
  12: 'sourceRepositoryUri',
  13: 'sourceRepositoryDigest',
  14: 'sourceRepositoryRef',
  15: 'sourceRepositoryIdentifier',
  16: 'sourceRepositoryOwnerUri',
  17: 'sourceRepositoryOwnerIdentifier',
  18: 'buildConfigUri',
  19: 'buildConfigDigest',
  20: 'buildTrigger',
  21: 'runInvocationUri',
  22: 'sourceRepositoryVisibilityAtSigning',
  23: 'deploymentEnvironment',
} as const;

type FulcioName = (typeof NAMES)[keyof typeof NAMES];

/** For people: as Fulcio's directory has them. What a reader of a run wants first comes first. */
export const FULCIO_LABELS: Readonly<Record<FulcioName, string>> = {
  sourceRepositoryUri: 'Source repository',
  sourceRepositoryRef: 'Source repository ref',
  sourceRepositoryDigest: 'Commit',
  buildConfigUri: 'Workflow',
  buildConfigDigest: 'Workflow commit',
  buildSignerUri: 'Build signer',
  buildSignerDigest: 'Build signer commit',
  buildTrigger: 'Trigger',
  runInvocationUri: 'Run',
  runnerEnvironment: 'Runner environment',
  sourceRepositoryVisibilityAtSigning: 'Source repository visibility',
  sourceRepositoryOwnerUri: 'Source repository owner',
  sourceRepositoryIdentifier: 'Source repository identifier',
  sourceRepositoryOwnerIdentifier: 'Source repository owner identifier',
  deploymentEnvironment: 'Deployment environment',
  githubWorkflowRepository: 'GitHub workflow repository',
  githubWorkflowRef: 'GitHub workflow ref',
  githubWorkflowSha: 'GitHub workflow commit',
  githubWorkflowName: 'GitHub workflow name',
  githubWorkflowTrigger: 'GitHub workflow trigger',
  issuer: 'Issuer',
  issuerV1: 'Issuer (old form)',
};

export type FulcioExtensions = { readonly [Name in FulcioName]?: string };

const LAST_RAW = 6;
const MAX_SHOWN = 2000;

/** Those that are there and can be read. The CA's word, as good as the path to it. */
export function readFulcioExtensions({ extensions }: Certificate): FulcioExtensions {
  const found: [string, string][] = [];
  for (const [number, name] of Object.entries(NAMES)) {
    const value = extensions.find(({ oid }) => oid === `${FULCIO}${number}`)?.value;
    const text = value === undefined ? null : Number(number) <= LAST_RAW ? value : derUtf8String(value);
    const shown = text === null ? null : fromUtf8(text);
    if (shown !== null) found.push([name, shown.slice(0, MAX_SHOWN)]);
  }
  return Object.fromEntries(found);
}

/** Whether this is a certificate of a Sigstore's CA: those say who confirmed the name. */
export function hasFulcioIssuer(leaf: Certificate): boolean {
  return fulcioExtension(leaf, 1) !== null || fulcioExtension(leaf, 8) !== null;
}

/** The bytes of extension number `number` of Fulcio's arc. */
export function fulcioExtension({ extensions }: Certificate, number: keyof typeof NAMES): Uint8Array | null {
  return extensions.find(({ oid }) => oid === `${FULCIO}${String(number)}`)?.value ?? null;
}

/** X.690 §8.23, §10.1: tag 0x0C, a length in the fewest octets, up to three, and nothing behind it. */
export function derUtf8String(der: Uint8Array): Uint8Array | null {
  const [tag, first = 0, second = 0, third = 0] = der;
  const long = first === 0x81 ? second : first === 0x82 ? second * 256 + third : 0;
  const length = first < 0x80 ? first : long;
  const header = length < 0x80 ? 2 : length < 0x100 ? 3 : 4;
  const isMinimal = first < 0x80 || (first === 0x81 && header === 3) || (first === 0x82 && header === 4);
  const content = der.subarray(header);
  const fits = tag === 0x0c && isMinimal && content.length === length;
  return fits && fromUtf8(content) !== null ? content : null;
}
