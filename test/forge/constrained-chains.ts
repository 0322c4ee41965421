import { makeChain, type Chain } from './certificate.js';
import { printable } from './der.js';
import { nameOf, type AltName, type NameSpec } from './names.js';
import type { NameConstraints } from './x509.js';

/** Name constraints (RFC 5280 §4.2.1.10), each in a chain whose leaf has a name of the same type. */

const O = 'touchstone.example';
const ADDRESS = Uint8Array.of(192, 0, 2, 1);
const SUBNET = Uint8Array.of(192, 0, 2, 0, 255, 255, 255, 0);
const OTHER_SUBNET = Uint8Array.of(198, 51, 100, 0, 255, 255, 255, 0);
const address6 = (last: number) =>
  Uint8Array.of(0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last);
const subnet6 = (bits: number) => {
  const mask = Array.from({ length: 16 }, (_, i) => 0xff & ~(0xff >> Math.max(0, Math.min(8, bits - 8 * i))));
  return Uint8Array.of(...address6(0), ...mask);
};

const dns: AltName = { dns: 'signer.touchstone.example' };
const email: AltName = { email: 'signer@touchstone.example' };
const uri: AltName = { uri: 'https://ci.touchstone.example/release' };

interface Shape {
  readonly root?: NameConstraints;
  readonly intermediate?: NameConstraints;
  readonly names?: readonly AltName[];
  readonly subject?: NameSpec;
  readonly subjectDer?: Uint8Array;
  readonly intermediateSubject?: NameSpec;
}

const chain =
  ({ root, intermediate, names, subject, subjectDer, intermediateSubject }: Shape) =>
  (at: Date): Chain =>
    makeChain(
      {
        ...(root ? { root: { nameConstraints: root } } : {}),
        intermediates: [
          {
            ...(intermediate ? { nameConstraints: intermediate } : {}),
            ...(intermediateSubject ? { subject: intermediateSubject } : {}),
          },
        ],
        leaf: {
          ...(names ? { altNames: names } : {}),
          ...(subject ? { subject } : {}),
          ...(subjectDer ? { subjectDer } : {}),
        },
      },
      at,
    );

const permits = (subtree: AltName, ...names: AltName[]) =>
  chain({ intermediate: { permitted: [subtree] }, names });
const excludes = (subtree: AltName, ...names: AltName[]) =>
  chain({ intermediate: { excluded: [subtree] }, names });

/** Every name lies where it may. */
export const SOUND_CONSTRAINTS = {
  'permitted-dns': permits({ dns: O }, dns),
  'permitted-dns-in-other-case': permits({ dns: 'Touchstone.EXAMPLE' }, dns),
  'permitted-email-host': permits({ email: O }, email),
  'permitted-email-domain': permits({ email: '.example' }, email),
  'permitted-mailbox': permits(email, email),
  'permitted-uri-host': permits({ uri: 'ci.touchstone.example' }, uri),
  'permitted-uri-domain': permits({ uri: '.touchstone.example' }, uri),
  'permitted-ipv4': permits({ ip: SUBNET }, { ip: ADDRESS }),
  'permitted-ipv6': permits({ ip: subnet6(33) }, { ip: address6(1) }),
  'permitted-subject': chain({ root: { permitted: [{ directory: { O } }] } }),
  'permitted-directory-name': permits({ directory: { O } }, { directory: { O, OU: 'Models', CN: 'Signer' } }),
  'permitted-subject-in-other-spelling': chain({
    root: { permitted: [{ directory: nameOf({ O: ' Touchstone.EXAMPLE' }, printable) }] },
  }),
  'one-of-two-permitted': chain({
    intermediate: { permitted: [{ dns: 'elsewhere.example' }, { dns: O }] },
    names: [dns],
  }),
  'permitted-by-both-authorities': chain({
    root: { permitted: [{ dns: 'example' }] },
    intermediate: { permitted: [{ dns: O }] },
    names: [dns],
  }),
  'excluded-elsewhere': chain({
    intermediate: {
      excluded: [
        { dns: 'other.touchstone.example' },
        { email: 'other@touchstone.example' },
        { uri: 'other.touchstone.example' },
        { ip: OTHER_SUBNET },
        { directory: { O, CN: 'Nobody' } },
      ],
    },
    names: [dns, email, uri, { ip: ADDRESS }],
  }),
  'constraint-on-names-of-another-type': permits({ dns: 'elsewhere.example' }, email),
  // Nothing here is of the type that we cannot judge.
  'constraint-of-unknown-type-on-no-name': permits({ other: 'x' }, email),
  'self-issued-intermediate-is-exempt': chain({
    root: { permitted: [{ directory: { O, CN: 'Model Signing' } }] },
    intermediateSubject: { O, CN: 'Root CA' },
  }),
  'constraint-not-critical': chain({
    intermediate: { permitted: [{ dns: O }], critical: false },
    names: [dns],
  }),
} as const satisfies Record<string, (at: Date) => Chain>;

/** One name each lies where it may not. */
export const VIOLATED_CONSTRAINTS = {
  'not-permitted-dns': permits({ dns: 'elsewhere.example' }, dns),
  // The same last letters, but another domain.
  'not-permitted-dns-suffix': permits({ dns: 'stone.example' }, dns),
  'not-permitted-email-host': permits({ email: 'elsewhere.example' }, email),
  // A host is that host, and not the hosts below it.
  'not-permitted-email-below-host': permits({ email: 'example' }, email),
  'not-permitted-mailbox': permits({ email: 'other@touchstone.example' }, email),
  // The part before the sign is told apart by case.
  'not-permitted-mailbox-in-other-case': permits({ email: 'Signer@touchstone.example' }, email),
  'not-permitted-uri': permits({ uri: 'elsewhere.example' }, uri),
  'not-permitted-uri-below-host': permits({ uri: O }, uri),
  'not-permitted-uri-without-host': permits({ uri: '.example' }, { uri: 'urn:model:signer' }),
  'not-permitted-ipv4': permits({ ip: OTHER_SUBNET }, { ip: ADDRESS }),
  'not-permitted-ipv6': permits({ ip: subnet6(128) }, { ip: address6(1) }),
  'not-permitted-ip-of-other-length': permits({ ip: SUBNET }, { ip: address6(1) }),
  'not-permitted-subject': chain({ intermediate: { permitted: [{ directory: { O: 'elsewhere' } }] } }),
  'not-permitted-directory-name': chain({
    intermediate: { permitted: [{ directory: { O } }] },
    names: [{ directory: { O: 'elsewhere', CN: 'Signer' } }],
  }),
  'not-permitted-email-in-subject': chain({
    intermediate: { permitted: [{ email: 'elsewhere.example' }] },
    subject: { O, CN: 'Model Signing', emailAddress: 'signer@touchstone.example' },
  }),
  'not-permitted-intermediate': chain({
    root: { permitted: [{ directory: { O, CN: 'Model Signing' } }] },
  }),
  'permitted-by-one-authority-only': chain({
    root: { permitted: [{ dns: 'elsewhere.example' }] },
    intermediate: { permitted: [{ dns: O }] },
    names: [dns],
  }),
  'one-of-two-names-not-permitted': permits({ dns: O }, dns, { dns: 'elsewhere.example' }),
  'excluded-dns': excludes({ dns: O }, dns),
  'excluded-dns-in-other-case': excludes({ dns: 'TOUCHSTONE.example' }, dns),
  'excluded-every-dns': excludes({ dns: '' }, dns),
  'excluded-email-host': excludes({ email: O }, email),
  'excluded-email-host-in-other-case': excludes({ email: 'TOUCHSTONE.example' }, email),
  'excluded-mailbox': excludes(email, email),
  'excluded-uri': excludes({ uri: '.touchstone.example' }, uri),
  'excluded-ipv4': excludes({ ip: SUBNET }, { ip: ADDRESS }),
  'excluded-ipv6': excludes({ ip: subnet6(32) }, { ip: address6(1) }),
  'excluded-subject': chain({ intermediate: { excluded: [{ directory: { O } }] } }),
  'excluded-subject-in-other-case': chain({
    intermediate: { excluded: [{ directory: { O: 'TOUCHSTONE.example' } }] },
  }),
  'excluded-subject-in-other-string-type': chain({
    intermediate: { excluded: [{ directory: nameOf({ O }, printable) }] },
  }),
  'excluded-subject-in-other-spacing': chain({
    intermediate: { excluded: [{ directory: { O, CN: 'Model Signing' } }] },
    subjectDer: nameOf({ O, CN: ' Model  Signing ' }),
  }),
  'excluded-email-in-subject': chain({
    intermediate: { excluded: [{ email: O }] },
    subject: { O, CN: 'Model Signing', emailAddress: 'signer@touchstone.example' },
  }),
  'excluded-and-permitted': chain({
    intermediate: { permitted: [{ dns: O }], excluded: [{ dns: 'signer.touchstone.example' }] },
    names: [dns],
  }),
  'excluded-by-a-constraint-that-is-not-critical': chain({
    intermediate: { excluded: [{ dns: O }], critical: false },
    names: [dns],
  }),
  'constraint-of-unknown-type': excludes({ other: 'x' }, { other: 'signer' }),
  'constraint-on-registered-id': excludes({ registered: '1.2.3' }, { registered: '1.2.4' }),
  'constraint-with-a-distance': chain({
    intermediate: { permitted: [{ base: { dns: O }, minimum: 1 }] },
    names: [dns],
  }),
  'constraint-with-a-mask-of-the-wrong-length': excludes({ ip: Uint8Array.of(192, 0, 2) }, { ip: ADDRESS }),
} as const satisfies Record<string, (at: Date) => Chain>;
