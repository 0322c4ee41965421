import { readCertificate, type Certificate, type GeneralName } from '#sigstore';

/** A rule of ours about names under constraints that OpenSSL does not have, told by what is in the certificates. */
export interface Stricter {
  readonly name: string;
  readonly applies: (names: readonly GeneralName[], rules: readonly GeneralName[]) => boolean;
}

const HOST = String.raw`[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*`;
const COMMON_NAME = '2.5.4.3';
const NUMBERS = /^[\d.]+$/;

/** Names whose meaning nobody doubts. */
const PLAIN_NAME: Partial<Record<GeneralName['type'], RegExp>> = {
  dns: new RegExp(`^${HOST}$`),
  email: new RegExp(`^[A-Za-z0-9._+-]+@${HOST}$`),
  uri: new RegExp(
    `^[A-Za-z][A-Za-z0-9+.-]*://(?!\\d+\\.\\d+\\.\\d+\\.\\d+(?:[:/]|$))${HOST}(?::\\d+)?(?:/[^\\\\]*)?$`,
  ),
};

/** Rules of the forms that RFC 5280 §4.2.1.10 names. */
const PLAIN_RULE: Partial<Record<GeneralName['type'], RegExp>> = {
  dns: new RegExp(`^${HOST}$`),
  email: new RegExp(`^(?:\\.?${HOST}|[A-Za-z0-9._+-]+@${HOST})$`),
  uri: new RegExp(`^\\.?${HOST}$`),
};

const isOdd = (forms: typeof PLAIN_NAME, { type, bytes }: GeneralName) => {
  const text = Buffer.from(bytes).toString('latin1');
  return forms[type] !== undefined && (!forms[type].test(text) || NUMBERS.test(text));
};
/** Of two other names, each a kind of its own, neither says anything of the other; we have no rule for any. */
const isOtherKind = (name: GeneralName, rule: GeneralName) =>
  name.type === 'other-name' && rule.type === 'other-name' && name.oid !== rule.oid;

const textOf = ({ bytes }: GeneralName) => Buffer.from(bytes).toString('latin1');
const isOtherCase = (name: GeneralName, rule: GeneralName) =>
  rule.type === 'email' &&
  textOf(name) !== textOf(rule) &&
  textOf(name).toLowerCase() === textOf(rule).toLowerCase();

const ofOneType = (names: readonly GeneralName[], rules: readonly GeneralName[]) =>
  names.filter(({ type }) => rules.some((rule) => rule.type === type));

export const STRICTER: readonly Stricter[] = [
  {
    name: 'a name of odd syntax, under a rule about names of its type',
    applies: (names, rules) => ofOneType(names, rules).some((name) => isOdd(PLAIN_NAME, name)),
  },
  {
    name: 'a rule of odd syntax, over a name of its type',
    applies: (names, rules) => ofOneType(rules, names).some((rule) => isOdd(PLAIN_RULE, rule)),
  },
  {
    // RFC 9598 §6 puts them under rules about addresses; we have no comparison for them, so that none is permitted.
    name: 'a mailbox in UTF-8, under a rule about addresses',
    applies: (names, rules) =>
      names.some(({ oid }) => oid === '1.3.6.1.5.5.7.8.9') && rules.some(({ type }) => type === 'email'),
  },
  {
    // The same the other way round: what such a rule says of a plain address, we do not know.
    name: 'an address of either kind, under a rule about mailboxes in UTF-8',
    applies: (names, rules) =>
      names.some(({ type, oid }) => type === 'email' || oid === '1.3.6.1.5.5.7.8.9') &&
      rules.some(({ oid }) => oid === '1.3.6.1.5.5.7.8.9'),
  },
  {
    // Whoever excludes a mailbox hardly means one of its spellings; OpenSSL is exact about the part before the @.
    name: 'an address that differs from an excluded one in case only',
    applies: (names, rules) =>
      names.some((name) => rules.some((rule) => name.type === 'email' && isOtherCase(name, rule))),
  },
  {
    // OpenSSL reads a host out of a common name only where no alternative name is one.
    name: 'a host in the common name, beside one among the alternative names',
    applies: (names, rules) =>
      rules.some(({ type }) => type === 'dns') &&
      names.some(({ type, oid }) => type === 'dns' && oid === COMMON_NAME) &&
      names.some(({ type, oid }) => type === 'dns' && oid === null),
  },
  {
    name: 'an other name of one kind, under a rule about another',
    applies: (names, rules) => names.some((name) => rules.some((rule) => isOtherKind(name, rule))),
  },
];

/** An address or a host name in a subject counts as an alternative name; it keeps the type of its attribute. */
function namesIn(oid: string, text: string): GeneralName[] {
  const type =
    oid === '1.2.840.113549.1.9.1' ? 'email' : oid === COMMON_NAME && text.includes('.') ? 'dns' : null;
  return type === null ? [] : [{ type, bytes: Buffer.from(text), oid, directory: null }];
}

/** Which of these rules may be why a path was refused for its names. */
export function stricterRule(ders: readonly Uint8Array[]): string | null {
  const certificates = ders
    .map((der) => readCertificate(Uint8Array.from(der)))
    .filter((certificate): certificate is Certificate => certificate !== null);
  const names = certificates.flatMap(({ subjectAltNames, subjectName }) => [
    ...subjectAltNames,
    ...subjectName.flat().flatMap(({ oid, text }) => namesIn(oid, text ?? '')),
  ]);
  const rules = certificates.flatMap(({ nameConstraints }) => [
    ...(nameConstraints?.permitted ?? []),
    ...(nameConstraints?.excluded ?? []),
  ]);
  return STRICTER.find(({ applies }) => applies(names, rules))?.name ?? null;
}
