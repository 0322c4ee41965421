import type { Bytes } from './der.js';
import { spkiOf } from './keys.js';
import type { ForgedLog } from './rekor.js';
import type { ForgedSigstore } from './sigstore.js';
import { keyDetailsOf } from './signer.js';
import { tsaChain } from './tsa.js';
import type { ForgedCertificate } from './x509.js';

export interface TrustedRootJson {
  readonly mediaType: string;
  readonly tlogs: readonly object[];
  readonly certificateAuthorities: readonly object[];
  readonly ctlogs: readonly object[];
  readonly timestampAuthorities: readonly object[];
}

/** Null leaves a bound out; a start that is absent is the usual one, an end that is absent is none. */
export interface Validity {
  readonly start?: Date | null;
  readonly end?: Date | null;
}

export interface LogTrust {
  readonly log: ForgedLog;
  /** Null leaves the whole interval out. */
  readonly validFor?: Validity | null;
  /** Of the key, in the place of its own: no key at all, for instance. */
  readonly rawBytes?: Bytes;
  readonly keyDetails?: string;
  readonly logId?: Bytes;
}

export interface AuthorityTrust {
  /** Lower certificates first, the root last, where it is there. */
  readonly chain: readonly ForgedCertificate[];
  readonly uri?: string;
  readonly validFor?: Validity | null;
}

export interface TrustOptions {
  readonly version?: '0.1' | '0.2';
  /** Each list takes the place of the one entry that the Sigstore has there. */
  readonly logs?: readonly LogTrust[];
  readonly ctLogs?: readonly LogTrust[];
  readonly authorities?: readonly AuthorityTrust[];
  readonly timestampAuthorities?: readonly AuthorityTrust[];
  /** Of every entry that does not say otherwise. */
  readonly validFor?: Validity | null;
}

const MEDIA_TYPES = {
  '0.1': 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  '0.2': 'application/vnd.dev.sigstore.trustedroot.v0.2+json',
} as const;

type Described = Omit<ForgedSigstore, 'trustedRoot'>;

/** What a client has to know of a Sigstore. Everything counts from a year before its clock, and without an end. */
export function describeTrust(sigstore: Described, options: TrustOptions = {}): TrustedRootJson {
  const { fulcio, tsa } = sigstore;
  const { version = '0.1' } = options;
  // Named since version 0.2, so that two services of one house do not count as two.
  const operator = version === '0.2' ? { operator: 'touchstone.example' } : {};
  const valid = (own: Validity | null | undefined) => {
    const { validFor = {} } = own === undefined ? options : { validFor: own };
    return validFor === null ? {} : { validFor: interval(validFor, sigstore.at) };
  };
  const log = ({ log: it, validFor, rawBytes = spkiOf(it.key), logId = it.id, ...own }: LogTrust) => ({
    baseUrl: it.baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: Buffer.from(rawBytes).toString('base64'),
      keyDetails: own.keyDetails ?? keyDetailsOf(it.key),
      ...valid(validFor),
    },
    logId: { keyId: Buffer.from(logId).toString('base64') },
    ...operator,
  });
  const authority =
    (usualUri: string) =>
    ({ chain, uri = usualUri, validFor }: AuthorityTrust) => ({
      subject: { organization: chain.at(-1)?.name.O ?? '', commonName: chain.at(-1)?.name.CN ?? '' },
      uri,
      certChain: { certificates: chain.map((c) => ({ rawBytes: c.der.toString('base64') })) },
      ...valid(validFor),
      ...operator,
    });
  const { logs = [{ log: sigstore.rekor }], ctLogs = [{ log: sigstore.ctLog }] } = options;
  const { authorities = [{ chain: [fulcio.intermediate, fulcio.root] }] } = options;
  const { timestampAuthorities = [{ chain: tsaChain(tsa) }] } = options;
  return {
    mediaType: MEDIA_TYPES[version],
    tlogs: logs.map(log),
    certificateAuthorities: authorities.map(authority('https://fulcio.touchstone.example')),
    ctlogs: ctLogs.map(log),
    timestampAuthorities: timestampAuthorities.map(authority('https://tsa.touchstone.example')),
  };
}

function interval({ start, end = null }: Validity, at: Date): object {
  const usual = new Date(at.getTime() - 365 * 86_400_000);
  const from = start === undefined ? usual : start;
  return {
    ...(from === null ? {} : { start: from.toISOString() }),
    ...(end === null ? {} : { end: end.toISOString() }),
  };
}

/** The same trusted root as newer clients keep it: with the places where to sign, which a verifier has no use for. */
export function clientTrustConfig(trustedRoot: TrustedRootJson): object {
  const service = (name: string, majorApiVersion: number) => ({
    url: `https://${name}.touchstone.example`,
    majorApiVersion,
    validFor: { start: '2025-01-01T00:00:00Z' },
    operator: 'touchstone.example',
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.clienttrustconfig.v0.1+json',
    trustedRoot,
    signingConfig: {
      mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
      caUrls: [service('fulcio', 1)],
      oidcUrls: [service('login', 1)],
      rekorTlogUrls: [service('log2026.rekor', 2)],
      tsaUrls: [service('tsa', 1)],
      rekorTlogConfig: { selector: 'ANY' },
      tsaConfig: { selector: 'ANY' },
    },
  };
}
