import type { Certificate, DistinguishedName, GeneralName, NameAttribute, NameConstraints } from '#sigstore';
import { BOUNDS } from '../bounds.js';
import { equalBytes } from '../bytes.js';

const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
const COMMON_NAME = '2.5.4.3';
/** SmtpUTF8Mailbox (RFC 9598), an e-mail address in another place. */
const UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9';

type Name = Pick<GeneralName, 'type' | 'bytes' | 'oid' | 'directory'>;

/**
 * Whether every name of `certificate` is one that `constraints` permit and none that they exclude (RFC 5280 §4.2.1.10,
 * §6.1.3 b and c). What cannot be compared is refused: a name of odd syntax, or of a type that we know no rule for, under a
 * constraint of its type.
 *
 * @param isLeaf in the signer's own certificate, a common name that reads as a host name counts as one
 */
export function respectsConstraints(
  certificate: Certificate,
  { permitted, excluded }: NameConstraints,
  isLeaf: boolean,
): boolean {
  const names = namesOf(certificate, isLeaf);
  // A chain with thousands of names below thousands of constraints is made to be slow.
  if (names.length * (permitted.length + excluded.length) > BOUNDS.nameComparisons) return false;
  return names.every((name) => {
    const type = typeOf(name);
    const allowed = permitted.filter((base) => base.type === type);
    const forbidden = excluded.filter((base) => base.type === type);
    // A rule that cannot be read might have meant this name, however well another one fits.
    if (![...allowed, ...forbidden].every(isReadable)) return false;
    return (
      (allowed.length === 0 || allowed.some((base) => isWithin(name, base))) &&
      !forbidden.some((base) => mayBeWithin(name, base))
    );
  });
}

function typeOf({ type, oid }: Name): GeneralName['type'] {
  return type === 'other-name' && oid === UTF8_MAILBOX ? 'email' : type;
}

/** Alternative names, the subject, and what in the subject means the same as an alternative name. */
function namesOf({ subjectName, subjectAltNames }: Certificate, isLeaf: boolean): readonly Name[] {
  const attributes = subjectName.flat();
  const asName = (type: 'email' | 'dns', attribute: NameAttribute): Name => ({
    type,
    bytes: new TextEncoder().encode(attribute.text ?? '\0'),
    oid: null,
    directory: null,
  });
  const hasHost = subjectAltNames.some(({ type }) => type === 'dns');
  return [
    ...subjectAltNames,
    ...(subjectName.length === 0
      ? []
      : [{ type: 'directory', bytes: new Uint8Array(), oid: null, directory: subjectName } as const]),
    ...attributes.filter(({ oid }) => oid === EMAIL_ADDRESS).map((attribute) => asName('email', attribute)),
    ...(isLeaf && !hasHost
      ? attributes
          .filter(({ oid, text }) => oid === COMMON_NAME && text?.includes('.') === true)
          .map((attribute) => asName('dns', attribute))
          .filter(({ bytes }) => HOST.test(latin1(bytes)))
      : []),
  ];
}

const HOST = /^[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/;
const MAILBOX = /^([^@\s"\\]+)@([^@]+)$/;
/**
 * With a host name; user information and addresses in numbers have no rule. Behind it a port, a path or nothing: other
 * verifiers take what stands before the path for the host, with a query and all.
 */
const URI_HOST = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/([A-Za-z0-9_.-]+)(?::\d*)?(?:\/|$)/;

const RULE = /^(?:[^@\s"\\]+@)?\.?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?$/;

/** Whether a base is of a form that has a meaning. An empty one covers every host; of the other types it covers nothing. */
function isReadable({ type, bytes }: GeneralName): boolean {
  switch (type) {
    case 'dns':
      return bytes.length === 0 || RULE.test(latin1(bytes).toLowerCase());
    case 'email':
    case 'uri':
      return RULE.test(latin1(bytes).toLowerCase());
    case 'ip':
      return bytes.length === 8 || bytes.length === 32;
    default:
      return true;
  }
}

/** Strictly: for what is permitted. */
function isWithin(name: Name, base: GeneralName): boolean {
  switch (name.type) {
    case 'dns':
      return hostIsWithin(hostOf(latin1(name.bytes)), latin1(base.bytes));
    case 'email':
      return emailIsWithin(latin1(name.bytes), latin1(base.bytes));
    case 'uri':
      return hostMatches(uriHost(name), latin1(base.bytes));
    case 'ip':
      return ipIsWithin(name.bytes, base.bytes) === true;
    case 'directory':
      return directoryIsWithin(name.directory, base.directory, sameAttribute);
    default:
      return false;
  }
}

/** Generously: for what is excluded, where in doubt the name is refused. */
function mayBeWithin(name: Name, base: GeneralName): boolean {
  const text = latin1(name.bytes).toLowerCase();
  const rule = latin1(base.bytes).toLowerCase();
  switch (name.type) {
    case 'dns': {
      const host = hostOf(text.replace(/\.$/, ''));
      return host === null || hostIsWithin(host, rule.replace(/^\.|\.$/g, ''));
    }
    case 'email':
      return !MAILBOX.test(text) || !HOST.test(text.replace(/^.*@/, '')) || emailIsWithin(text, rule);
    case 'uri': {
      const host = uriHost(name);
      return host === null || hostMatches(host, rule);
    }
    case 'ip':
      return ipIsWithin(name.bytes, base.bytes) !== false;
    case 'directory':
      return directoryIsWithin(name.directory, base.directory, maybeSameAttribute);
    default:
      return true;
  }
}

/** Null for what is no plain host name: one with a wildcard, or with a dot behind, which others compare literally. */
function hostOf(text: string): string | null {
  return HOST.test(text) ? text.toLowerCase() : null;
}

function uriHost({ bytes }: Name): string | null {
  const host = URI_HOST.exec(latin1(bytes))?.[1];
  // Four numbers are an address and no host name.
  return host === undefined || /^[\d.]+$/.test(host) ? null : hostOf(host);
}

/** The host itself or, by labels, anything below it; below only, where the rule begins with a dot. */
function hostIsWithin(host: string | null, rule: string): boolean {
  const base = rule.toLowerCase();
  if (host === null) return false;
  if (base === '') return true;
  return host === base || host.endsWith(base.startsWith('.') ? base : `.${base}`);
}

/** Of URIs and e-mail addresses: exactly the host or, where the rule begins with a dot, anything below it. */
function hostMatches(host: string | null, rule: string): boolean {
  const base = rule.toLowerCase();
  return host !== null && (base.startsWith('.') ? host.endsWith(base) && host !== base : host === base);
}

/** The part before the @ is compared exactly, the host without regard to case. */
function emailIsWithin(text: string, rule: string): boolean {
  const [, local, host] = MAILBOX.exec(text) ?? [];
  if (local === undefined || host === undefined || !HOST.test(host)) return false;
  const [, ruleLocal, ruleHost] = MAILBOX.exec(rule) ?? [];
  if (ruleLocal !== undefined && ruleHost !== undefined)
    return local === ruleLocal && host.toLowerCase() === ruleHost.toLowerCase();
  return hostMatches(host.toLowerCase(), rule);
}

/** Address and mask. Null where the two do not fit together. */
function ipIsWithin(address: Uint8Array, rule: Uint8Array): boolean | null {
  const size = address.length;
  if ((size !== 4 && size !== 16) || (rule.length !== 8 && rule.length !== 32)) return null;
  if (rule.length !== 2 * size) return false;
  return address.every((byte, i) => ((byte ^ (rule[i] ?? 0)) & (rule[size + i] ?? 0xff)) === 0);
}

/** The base's parts are the first of the name's. */
function directoryIsWithin(
  name: DistinguishedName | null,
  base: DistinguishedName | null,
  same: (a: NameAttribute, b: NameAttribute) => boolean,
): boolean {
  if (name === null || base === null || name.length < base.length) return false;
  return base.every((part, i) => {
    const other = name[i] ?? [];
    return part.length === other.length && part.every((a) => other.some((b) => same(a, b)));
  });
}

/** RFC 5280 §7.1 as OpenSSL has it: without regard to ASCII case, to white space and to the type of string. */
function sameAttribute(a: NameAttribute, b: NameAttribute): boolean {
  if (a.oid !== b.oid) return false;
  if (a.text === null || b.text === null) return equalBytes(a.der, b.der);
  return folded(a.text) === folded(b.text);
}

function maybeSameAttribute(a: NameAttribute, b: NameAttribute): boolean {
  if (a.oid !== b.oid) return false;
  if (a.text === null || b.text === null) return true;
  return folded(a.text.normalize('NFKC').toLowerCase()) === folded(b.text.normalize('NFKC').toLowerCase());
}

function folded(text: string): string {
  return text
    .replace(/[ \t\n\r\f\v]+/g, ' ')
    .replace(/^ | $/g, '')
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
