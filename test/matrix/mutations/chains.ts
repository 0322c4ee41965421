import type { VerdictCode } from '../../../src/index.js';
import { FAULTY_CHAINS, SOUND_CHAINS, type Chain, type FaultyChain } from '../../forge/index.js';
import { VIOLATED_CONSTRAINTS } from '../../forge/constrained-chains.js';
import type { ExpectedReason, Mutation } from '../mutation.js';
import { byChain, faulty, once, sound } from './make.js';

type Fault = readonly [Exclude<VerdictCode, 'verified'>, ExpectedReason];
type Constraint = keyof typeof VIOLATED_CONSTRAINTS;

const notAllowed = (problem: Extract<ExpectedReason, { code: 'chain-not-allowed' }>['problem']): Fault => [
  'signer-untrusted',
  { code: 'chain-not-allowed', problem },
];
/** Arithmetic is red, a rule that forbids is amber. */
const BROKEN: Fault = ['signature-invalid', 'chain-signature-differs'];
const EXPIRED: Fault = ['signer-untrusted', 'certificate-expired'];
const MALFORMED: Fault = [
  'could-not-check',
  { code: 'certificate-malformed', at: 'x509CertificateChain.certificates[0]' },
];
const NO_PATH: Fault = ['signer-untrusted', 'chain-without-trusted-root'];

/** All but those that break a name constraint, of which there are many and which are all called the same. */
const EXPECTED: Record<Exclude<FaultyChain, Constraint>, Fault> = {
  'leaf-expired': EXPIRED,
  'leaf-not-yet-valid': ['signer-untrusted', 'certificate-not-yet-valid'],
  'leaf-validity-inverted': ['signer-untrusted', 'certificate-not-yet-valid'],
  'intermediate-expired': EXPIRED,
  'root-expired': EXPIRED,
  'leaf-may-not-sign': ['signer-untrusted', 'certificate-may-not-sign'],
  'leaf-without-usages': ['signer-untrusted', 'certificate-may-not-sign'],
  'leaf-signature-broken': BROKEN,
  'intermediate-signature-broken': BROKEN,
  'intermediate-not-a-ca': notAllowed('not-a-ca'),
  'intermediate-without-basic-constraints': notAllowed('not-a-ca'),
  'intermediate-may-not-certify': notAllowed('no-key-cert-sign'),
  'root-may-not-certify': notAllowed('no-key-cert-sign'),
  'root-not-a-ca': notAllowed('not-a-ca'),
  'path-too-long': notAllowed('path-too-long'),
  'path-too-long-for-root': notAllowed('path-too-long'),
  'unknown-critical-extension': notAllowed('unknown-critical-extension'),
  'unknown-critical-extension-in-intermediate': notAllowed('unknown-critical-extension'),
  'root-version-1': ['could-not-check', { code: 'root-unusable', problem: 'unsupported-version' }],
  'intermediate-version-1': notAllowed('version'),
  'leaf-version-2': notAllowed('version'),
  'leaf-version-1-with-extensions': MALFORMED,
  'repeated-extension': MALFORMED,
  'rsa-pss-other-salt': BROKEN,
  'rsa-pss-other-hash': BROKEN,
  'rsa-pss-other-mask': BROKEN,
  'rsa-pss-stated-but-pkcs1': BROKEN,
  'pkcs1-stated-but-rsa-pss': BROKEN,
  'rsa-pss-key-used-with-pkcs1': BROKEN,
  'rsa-pss-key-used-with-other-parameters': BROKEN,
  'rsa-pss-mask-of-another-hash': notAllowed('algorithm'),
  'rsa-pss-trailer-2': notAllowed('algorithm'),
  'rsa-pss-sha1': notAllowed('algorithm'),
  'rsa-pss-parameters-absent': notAllowed('algorithm'),
  sha1: notAllowed('algorithm'),
  'algorithm-mismatch': notAllowed('algorithm-mismatch'),
  'authority-key-id-differs': NO_PATH,
  'authority-issuer-differs': NO_PATH,
  'authority-serial-differs': NO_PATH,
  'intermediate-left-out': NO_PATH,
  // The impostor claims the key identifier too: the CA that was named did not sign.
  'root-with-the-same-name': BROKEN,
  'root-with-the-same-name-and-no-key-identifiers': BROKEN,
};

const isConstraint = (name: FaultyChain): name is Constraint => Object.hasOwn(VIOLATED_CONSTRAINTS, name);

/** A distance has no place in a certificate at all (RFC 5280 §4.2.1.10). */
const NO_CONSTRAINT: Constraint = 'constraint-with-a-distance';

function faultOf(name: FaultyChain): Fault {
  if (!isConstraint(name)) return EXPECTED[name];
  return name === NO_CONSTRAINT
    ? ['could-not-check', 'certificate-malformed']
    : notAllowed('name-constraints');
}

/** One clock for all of them, read when the first is made: nothing here says what time it is. */
const now = once(() => new Date());

function namesOf<Name extends string>(chains: Readonly<Record<Name, (at: Date) => Chain>>): Name[] {
  return Object.keys(chains) as Name[];
}

export const CHAINS: readonly Mutation[] = [
  ...namesOf(SOUND_CHAINS).map((name) =>
    sound(`sound chain: ${name}`, () => byChain(SOUND_CHAINS[name](now()))),
  ),
  ...namesOf(FAULTY_CHAINS).map((name) => {
    const [verdict, reason] = faultOf(name);
    return faulty(`faulty chain: ${name}`, verdict, reason, () => byChain(FAULTY_CHAINS[name](now())));
  }),
];
