import { spkiOf } from './keys.js';
import type { ForgedLog } from './rekor.js';
import type { ForgedSigstore } from './sigstore.js';
import type { ForgedCertificate } from './x509.js';

export interface TrustedRootJson {
  readonly mediaType: string;
  readonly tlogs: readonly object[];
  readonly certificateAuthorities: readonly object[];
  readonly ctlogs: readonly object[];
  readonly timestampAuthorities: readonly object[];
}

/** What a client has to know of a Sigstore. Everything counts from a year before its clock, and without an end. */
export function describeTrust(sigstore: Omit<ForgedSigstore, 'trustedRoot'>): TrustedRootJson {
  const start = new Date(sigstore.at.getTime() - 365 * 86_400_000).toISOString();
  const log = ({ baseUrl, key, id }: ForgedLog) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: spkiOf(key).toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start },
    },
    logId: { keyId: id.toString('base64') },
  });
  const authority = (uri: string, chain: readonly [ForgedCertificate, ForgedCertificate]) => ({
    subject: { organization: chain[1].name.O ?? '', commonName: chain[1].name.CN ?? '' },
    uri,
    certChain: { certificates: chain.map((c) => ({ rawBytes: c.der.toString('base64') })) },
    validFor: { start },
  });
  const { fulcio, tsa } = sigstore;
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [log(sigstore.rekor)],
    certificateAuthorities: [
      authority('https://fulcio.touchstone.example', [fulcio.intermediate, fulcio.root]),
    ],
    ctlogs: [log(sigstore.ctLog)],
    timestampAuthorities: [authority('https://tsa.touchstone.example', [tsa.leaf, tsa.root])],
  };
}
