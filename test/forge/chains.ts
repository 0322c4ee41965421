import { impostorOf, makeChain, type Chain, type ChainOptions } from './certificate.js';
import { oid, sequence, utf8 } from './der.js';
import { flipBit, makeKey } from './keys.js';
import { EKU_SERVER_AUTH, type Extension } from './x509.js';

const DAY = 86_400_000;
const after = (at: Date, days: number) => new Date(at.getTime() + days * DAY);
const rsa = () => makeKey('RSA-2048');
const plain = (options: ChainOptions) => (at: Date) => makeChain(options, at);

/** An extension that nobody knows, marked critical (RFC 5280 §4.2: refuse). */
const unknownCritical: Extension = {
  oid: '1.3.6.1.4.1.57264.9999',
  critical: true,
  value: sequence(oid('1.3.6.1.4.1.57264.9999'), utf8('unknown')),
};

/** Sound chains of every shape; each must pass at `at`, against `rootPem`. */
export const SOUND_CHAINS = {
  ecdsa: plain({}),
  'p384-and-p521': plain({
    root: { key: makeKey('P-521') },
    intermediates: [{ key: makeKey('P-384') }],
    leaf: { key: makeKey('P-384') },
  }),
  rsa: (at) => makeChain({ root: { key: rsa() }, intermediates: [{ key: rsa() }] }, at),
  'rsa-sha512': (at) =>
    makeChain(
      { root: { key: rsa() }, intermediates: [{ key: rsa(), hash: 'sha512' }], leaf: { hash: 'sha384' } },
      at,
    ),
  'no-intermediate': plain({ intermediates: [] }),
  'two-intermediates': plain({
    root: { pathLength: 2 },
    intermediates: [{ pathLength: 1 }, { pathLength: 0 }],
  }),
  'no-key-identifiers': plain({
    root: { subjectKeyId: false },
    intermediates: [{ subjectKeyId: false }],
    leaf: { subjectKeyId: false },
  }),
  // As in the reference library's own test material.
  'leaf-named-as-its-issuer-and-ca': (at) =>
    makeChain(
      {
        root: { key: rsa() },
        intermediates: [{ key: rsa(), subject: { CN: 'intermediate-ca' } }],
        leaf: {
          subject: { CN: 'intermediate-ca' },
          key: makeKey('P-384'),
          ca: true,
          keyUsage: ['digitalSignature'],
          extendedKeyUsage: ['1.3.6.1.5.5.7.3.3'],
        },
      },
      at,
    ),
  'key-usage-only': plain({ leaf: { extendedKeyUsage: null } }),
  'code-signing-only': plain({ leaf: { keyUsage: null } }),
  'no-subject': plain({
    leaf: { subject: {}, altNames: [{ email: 'signer@touchstone.example' }], altNamesCritical: true },
  }),
  'several-alternative-names': plain({
    leaf: {
      altNames: [
        { email: 'signer@touchstone.example' },
        { uri: 'https://touchstone.example/signer' },
        { dns: 'signer.touchstone.example' },
        { ip: Uint8Array.of(192, 0, 2, 1) },
        { other: 'signer' },
      ],
    },
  }),
} as const satisfies Record<string, (at: Date) => Chain>;

/** Chains with exactly one fault each; none may pass at `at`, against `rootPem`. */
export const FAULTY_CHAINS = {
  'leaf-expired': (at) => makeChain({ leaf: { notBefore: after(at, -90), notAfter: after(at, -1) } }, at),
  'leaf-not-yet-valid': (at) => makeChain({ leaf: { notBefore: after(at, 1), notAfter: after(at, 90) } }, at),
  'intermediate-expired': (at) => makeChain({ intermediates: [{ notAfter: after(at, -1) }] }, at),
  'root-expired': (at) => makeChain({ root: { notAfter: after(at, -1) } }, at),
  'leaf-may-not-sign': plain({
    leaf: { keyUsage: ['keyEncipherment'], extendedKeyUsage: [EKU_SERVER_AUTH] },
  }),
  'leaf-without-usages': plain({ leaf: { keyUsage: null, extendedKeyUsage: null } }),
  'leaf-signature-broken': plain({ spoilLeaf: (der) => flipBit(der) }),
  'intermediate-signature-broken': plain({ spoilIntermediate: (der) => flipBit(der) }),
  'intermediate-not-a-ca': plain({ intermediates: [{ ca: false, keyUsage: ['keyCertSign'] }] }),
  'intermediate-without-basic-constraints': plain({
    intermediates: [{ ca: null, keyUsage: ['keyCertSign'] }],
  }),
  'intermediate-may-not-certify': plain({ intermediates: [{ keyUsage: ['digitalSignature'] }] }),
  'root-may-not-certify': plain({ root: { keyUsage: ['cRLSign'] } }),
  'root-not-a-ca': plain({ root: { ca: false, keyUsage: ['keyCertSign'] } }),
  'path-too-long': plain({ intermediates: [{ pathLength: 0 }, {}] }),
  'path-too-long-for-root': plain({ root: { pathLength: 0 } }),
  'unknown-critical-extension': plain({ leaf: { extensions: [unknownCritical] } }),
  'unknown-critical-extension-in-intermediate': plain({ intermediates: [{ extensions: [unknownCritical] }] }),
  'name-constraints': plain({
    intermediates: [{ permittedDomains: ['elsewhere.example'] }],
    leaf: { altNames: [{ dns: 'signer.touchstone.example' }] },
  }),
  'root-version-1': plain({ root: { version: 1 } }),
  'rsa-pss': (at) =>
    makeChain({ root: { key: rsa() }, intermediates: [{ key: rsa() }], leaf: { pss: true } }, at),
  sha1: plain({ leaf: { hash: 'sha1' } }),
  'algorithm-mismatch': plain({ leaf: { algorithmMismatch: true } }),
  'intermediate-left-out': (at) => {
    const chain = makeChain({}, at);
    return { ...chain, certificates: [chain.leaf.der] };
  },
  'root-with-the-same-name': (at) => {
    const chain = makeChain({}, at);
    return { ...chain, rootPem: impostorOf(chain.root, at).pem };
  },
  'root-with-the-same-name-and-no-key-identifiers': (at) => {
    const chain = makeChain({ root: { subjectKeyId: false }, intermediates: [{ subjectKeyId: false }] }, at);
    return { ...chain, rootPem: impostorOf(chain.root, at).pem };
  },
} as const satisfies Record<string, (at: Date) => Chain>;

export type FaultyChain = keyof typeof FAULTY_CHAINS;
