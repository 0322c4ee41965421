import { impostorOf, makeChain, type Chain, type ChainOptions } from './certificate.js';
import { SOUND_CONSTRAINTS, VIOLATED_CONSTRAINTS } from './constrained-chains.js';
import { oid, sequence, utf8 } from './der.js';
import { asPssKey, flipBit, makeKey, pkcs1Algorithm, pooledKey, spkiOf } from './keys.js';
import { EKU_SERVER_AUTH, OID, type CertificateOptions, type Extension } from './x509.js';

const DAY = 86_400_000;
const after = (at: Date, days: number) => new Date(at.getTime() + days * DAY);
/** Generating one takes up to a second. */
const rsa = (number = 0) => pooledKey('RSA-2048', number);
/** Made when called, so that no key is generated for whoever only imports this. */
const plain = (options: ChainOptions) => (at: Date) => makeChain(options, at);
/** The leaf is signed with RSASSA-PSS by an intermediate of an ordinary RSA key. */
const pss = (leaf: CertificateOptions) => (at: Date) =>
  makeChain({ root: { key: rsa(0) }, intermediates: [{ key: rsa(1) }], leaf }, at);

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
  rsa: (at) => makeChain({ root: { key: rsa(0) }, intermediates: [{ key: rsa(1) }] }, at),
  'rsa-sha512': (at) =>
    makeChain(
      { root: { key: rsa(0) }, intermediates: [{ key: rsa(1), hash: 'sha512' }], leaf: { hash: 'sha384' } },
      at,
    ),
  'rsa-pss': pss({ pss: true }),
  'rsa-pss-sha384': pss({ pss: { hash: 'sha384' } }),
  'rsa-pss-sha512-short-salt': pss({ pss: { hash: 'sha512', saltLength: 20 } }),
  'rsa-pss-no-salt': pss({ pss: { saltLength: 0 } }),
  'rsa-pss-trailer-stated': pss({ pss: { parameters: 'trailer-too' } }),
  'rsa-pss-without-nulls': pss({ pss: { parameters: 'without-nulls' } }),
  // The roots of some vendors' signing services.
  'rsa-pss-everywhere': (at) =>
    makeChain(
      {
        root: { key: asPssKey(rsa(0)) },
        intermediates: [{ key: asPssKey(rsa(1), { hash: 'sha384' }) }],
        leaf: { hash: 'sha384' },
      },
      at,
    ),
  ed25519: plain({ root: { key: makeKey('Ed25519') }, intermediates: [{ key: makeKey('Ed25519') }] }),
  'critical-policies': plain({
    intermediates: [{ policies: ['2.5.29.32.0'], policiesCritical: true }],
    leaf: { policies: ['1.3.6.1.4.1.57264.9998'], policiesCritical: true },
  }),
  'authority-by-issuer-and-serial': plain({
    intermediates: [{ authorityKeyId: 'issuer-and-serial' }],
    leaf: { authorityKeyId: 'issuer-and-serial' },
  }),
  'authority-by-everything': plain({ leaf: { authorityKeyId: 'all' } }),
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
        root: { key: rsa(0) },
        intermediates: [{ key: rsa(1), subject: { CN: 'intermediate-ca' } }],
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
  ...SOUND_CONSTRAINTS,
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
  ...VIOLATED_CONSTRAINTS,
  'root-version-1': plain({ root: { version: 1 } }),
  'intermediate-version-1': plain({ intermediates: [{ version: 1 }] }),
  'leaf-version-2': plain({ leaf: { version: 2 } }),
  'leaf-version-1-with-extensions': plain({ leaf: { version: 1, extensionsInAnyVersion: true } }),
  'leaf-validity-inverted': (at) =>
    makeChain({ leaf: { notBefore: after(at, 1), notAfter: after(at, -1) } }, at),
  'rsa-pss-other-salt': pss({ pss: { saltLength: 20 }, statedPss: { saltLength: 32 } }),
  'rsa-pss-other-hash': pss({ pss: { hash: 'sha256' }, statedPss: { hash: 'sha384', saltLength: 32 } }),
  'rsa-pss-other-mask': pss({ pss: { mgfHash: 'sha384' }, statedPss: {} }),
  'rsa-pss-mask-of-another-hash': pss({ pss: { mgfHash: 'sha384' } }),
  'rsa-pss-trailer-2': pss({ pss: { trailer: 2 } }),
  'rsa-pss-sha1': pss({ pss: { hash: 'sha1' } }),
  'rsa-pss-parameters-absent': pss({ pss: { parameters: 'absent' } }),
  'rsa-pss-stated-but-pkcs1': pss({ statedPss: {} }),
  'pkcs1-stated-but-rsa-pss': pss({
    pss: true,
    innerAlgorithm: pkcs1Algorithm('sha256'),
    outerAlgorithm: pkcs1Algorithm('sha256'),
  }),
  // A key for RSASSA-PSS only, whose holder signed with the older padding all the same.
  'rsa-pss-key-used-with-pkcs1': (at) =>
    makeChain({ intermediates: [{ key: rsa(1), spki: spkiOf(asPssKey(rsa(1))) }] }, at),
  // One whose parameters ask for SHA-384.
  'rsa-pss-key-used-with-other-parameters': (at) =>
    makeChain(
      { intermediates: [{ key: asPssKey(rsa(1), { hash: 'sha384' }) }], leaf: { pss: { hash: 'sha256' } } },
      at,
    ),
  'authority-key-id-differs': plain({ leaf: { authorityKeyId: 'wrong-key-id' } }),
  'authority-issuer-differs': plain({ leaf: { authorityKeyId: 'wrong-issuer' } }),
  'authority-serial-differs': plain({ leaf: { authorityKeyId: 'wrong-serial' } }),
  'repeated-extension': plain({ leaf: { repeat: [OID.keyUsage] } }),
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
