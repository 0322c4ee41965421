import { impostorOf } from './certificate.js';
import { ENTRY_FAULTS } from './entry-faults.js';
import { inBundle, inEntries, inSigner, type Fault } from './fault.js';
import { makeFulcio } from './fulcio.js';
import { hashOf, makeKey } from './keys.js';
import { makeLog } from './rekor.js';
import { managedKeyHint, type ContentOptions } from './signer.js';
import { IDENTITY } from './sigstore.js';
import { TIMESTAMP_FAULTS } from './timestamp-faults.js';
import { EKU_CODE_SIGNING, EKU_SERVER_AUTH, type CertificateOptions } from './x509.js';

const another = Buffer.from('another');

const content =
  (change: ContentOptions): Fault =>
  (options) => ({ ...options, ...change });
const certificate = (change: CertificateOptions) => inSigner(() => ({ certificate: change }));

/**
 * Every fault of a bundle by name. Each changes what was asked for in one place, and the rest of the bundle is sound. What a
 * fault is about is in its name: `message-…` and `envelope-…` want such content, `key-…` a managed key, `certificate-…`,
 * `authority-…` and `sct-…` a certificate, `promise-…` and `logged-…` a log of version 1, `version-…` the newest bundle.
 */
export const BUNDLE_FAULTS = {
  'signature-flipped': content({ flipped: true }),
  'signature-by-another-key': (options) => {
    const kind = typeof options.signer?.key === 'string' ? options.signer.key : 'P-256';
    return { ...options, signatureBy: makeKey(kind) };
  },
  'signature-of-another-content': content({ signedBytes: another }),
  'message-digest-of-another': content({ statedDigest: hashOf('sha256', another) }),
  'message-digest-misnamed': content({ statedHash: 'SHA3_256' }),
  'message-digest-empty': content({ statedDigest: Buffer.alloc(0) }),
  'envelope-payload-type-of-another': content({ statedPayloadType: 'text/plain' }),
  'envelope-of-two-signatures': content({ signatureCount: 2 }),
  'envelope-without-signatures': content({ signatureCount: 0 }),
  'key-hint-of-another': (options) => ({
    ...options,
    signer: {
      ...(options.signer?.type === 'key' ? options.signer : {}),
      type: 'key',
      hint: managedKeyHint(makeKey()),
    },
  }),
  'certificate-without-extended-key-usage': certificate({ extendedKeyUsage: null }),
  'certificate-for-servers': certificate({ extendedKeyUsage: [EKU_SERVER_AUTH] }),
  'certificate-without-key-usage': certificate({ keyUsage: null }),
  'certificate-may-not-sign': certificate({ keyUsage: ['keyEncipherment'] }),
  'certificate-is-an-authority': certificate({
    ca: true,
    keyUsage: ['digitalSignature', 'keyCertSign'],
    extendedKeyUsage: [EKU_CODE_SIGNING],
  }),
  'certificate-unknown-critical-extension': certificate({
    extensions: [{ oid: '1.3.6.1.4.1.57264.9999', critical: true, value: Buffer.of(0x05, 0) }],
  }),
  'certificate-of-two-names': inSigner(() => ({
    altNames: [{ email: 'other@touchstone.example' }, { email: IDENTITY }],
  })),
  'certificate-of-two-issuers': inSigner(() => ({
    claims: { oldIssuer: 'https://other.touchstone.example' },
  })),
  'authority-unknown': inSigner((_, { at }) => ({ authority: makeFulcio(at).intermediate })),
  'authority-impostor': inSigner((_, { at, fulcio }) => ({ authority: impostorOf(fulcio.intermediate, at) })),
  'sct-missing': inSigner(() => ({ scts: [] })),
  'sct-by-another-key': inSigner(() => ({ scts: [{ key: makeKey() }] })),
  'sct-flipped': inSigner(() => ({ scts: [{ flipped: true }] })),
  'sct-of-unknown-log': inSigner((_, { ctLog }) => ({ scts: [{ log: makeLog(ctLog.baseUrl) }] })),
  'sct-before-log': inSigner(() => ({ scts: [{ at: new Date('2001-01-01') }] })),
  'version-unknown': inBundle(
    (bundle) => (bundle.mediaType = 'application/vnd.dev.sigstore.bundle.v9.9+json'),
  ),
  'version-not-of-a-bundle': inBundle((bundle) => (bundle.mediaType = 'application/json')),
  // Version 0.3 has one certificate, not a chain; since 0.2 every entry has a proof.
  'version-against-chain': inSigner(() => ({ chain: 'leaf' })),
  'version-against-promise-alone': inEntries(() => ({ proof: false })),
  ...ENTRY_FAULTS,
  ...TIMESTAMP_FAULTS,
} as const satisfies Record<string, Fault>;

export type BundleFault = keyof typeof BUNDLE_FAULTS;
