import { describe, expect, it } from 'vitest';
import { readCertificate, type Certificate, type GeneralName, type NameConstraints } from '#sigstore';
import { ConstraintChecker } from '../../src/signature/name-constraints.js';
import { forgeCertificate, type AltName, type NameSpec } from '../forge/index.js';

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex'));
const base = (type: GeneralName['type'], content: Uint8Array): GeneralName => ({
  type,
  bytes: content,
  oid: null,
  directory: null,
});

function certificate(altNames: readonly AltName[], subject: NameSpec = {}): Certificate {
  const der = forgeCertificate({ subject, ...(altNames.length > 0 ? { altNames } : {}) }).der;
  const read = readCertificate(der);
  if (read === null) throw new Error('the forge made no certificate');
  return read;
}

function directory(subject: NameSpec): GeneralName {
  return { ...base('directory', new Uint8Array()), directory: certificate([], subject).subjectName };
}

const respectsConstraints = (found: Certificate, constraints: NameConstraints, isLeaf: boolean) =>
  new ConstraintChecker().respects(found, constraints, isLeaf);

/** Whether such a name is within such a base when that is permitted, and whether it is without when that is excluded. */
function judge(
  found: Certificate,
  rule: GeneralName,
  isLeaf = true,
): [permitted: boolean, notExcluded: boolean] {
  return [
    respectsConstraints(found, { permitted: [rule], excluded: [] }, isLeaf),
    respectsConstraints(found, { permitted: [], excluded: [rule] }, isLeaf),
  ];
}

const INSIDE: [boolean, boolean] = [true, false];
const OUTSIDE: [boolean, boolean] = [false, true];
/** What cannot be compared is neither permitted nor free of what is excluded. */
const REFUSED: [boolean, boolean] = [false, false];

describe('name constraints', () => {
  it.each([
    ['a.example', 'a.example', INSIDE],
    ['b.a.example', 'a.example', INSIDE],
    ['B.A.Example', 'a.eXample', INSIDE],
    ['ba.example', 'a.example', OUTSIDE],
    ['example', 'a.example', OUTSIDE],
    // Others compare the dot literally; whoever excludes would not.
    ['a.example.', 'a.example', REFUSED],
    ['b.a.example', '.a.example', INSIDE],
    // RFC 5280 knows no leading dot here; whoever excludes so may well mean the host itself too.
    ['a.example', '.a.example', REFUSED],
    ['*.a.example', 'a.example', REFUSED],
    ['a b.example', 'b.example', REFUSED],
    ['', 'a.example', REFUSED],
    ['a.example', 'a.example.', REFUSED],
    ['a.example', '', [true, false]],
    ['a.example', 'a..example', REFUSED],
  ] as const)('host %j, rule %j', (name, rule, expected) => {
    expect(judge(certificate([{ dns: name }]), base('dns', bytes(rule)))).toEqual(expected);
  });

  it.each([
    ['me@a.example', 'a.example', INSIDE],
    ['me@A.Example', 'a.example', INSIDE],
    ['me@b.a.example', 'a.example', OUTSIDE],
    ['me@b.a.example', '.a.example', INSIDE],
    ['me@a.example', '.a.example', OUTSIDE],
    ['me@a.example', 'me@a.example', INSIDE],
    ['me@a.example', 'me@A.EXAMPLE', INSIDE],
    ['you@a.example', 'me@a.example', OUTSIDE],
    // The part before the @ is exact where it permits, and not where it forbids.
    ['Me@a.example', 'me@a.example', REFUSED],
    ['me', 'a.example', REFUSED],
    ['me@x@a.example', 'a.example', REFUSED],
    ['"me@x"@a.example', 'a.example', REFUSED],
    ['me@a.example', '', REFUSED],
    ['me@[192.0.2.1]', 'a.example', REFUSED],
    ['me@a.example', 'a.example.', REFUSED],
    ['me@a.example', 'me@.a.example', REFUSED],
    ['me@a.example', 'me@a.example.', REFUSED],
    ['me@a.example', '@a.example', REFUSED],
  ] as const)('mailbox %j, rule %j', (name, rule, expected) => {
    expect(judge(certificate([{ email: name }]), base('email', bytes(rule)))).toEqual(expected);
  });

  it.each([
    ['https://a.example/x', 'a.example', INSIDE],
    ['https://A.example:8443/x?y#z', 'a.example', INSIDE],
    ['https://a.example', 'a.example', INSIDE],
    ['https://b.a.example/', 'a.example', OUTSIDE],
    ['https://b.a.example/', '.a.example', INSIDE],
    ['https://a.example/', '.a.example', OUTSIDE],
    ['https://evil.example/a.example', 'a.example', OUTSIDE],
    ['https://a.example@evil.example/', 'a.example', REFUSED],
    ['https://evil.example\\@a.example/', 'a.example', REFUSED],
    ['https://192.0.2.1/', 'a.example', REFUSED],
    ['https://[2001:db8::1]/', 'a.example', REFUSED],
    ['urn:a.example', 'a.example', REFUSED],
    ['https:///a.example', 'a.example', REFUSED],
    ['https://a.example/', '', REFUSED],
    ['https://a.example/', 'a.example.', REFUSED],
    ['https://b.example?.a.example', '.a.example', REFUSED],
  ] as const)('URI %j, rule %j', (name, rule, expected) => {
    expect(judge(certificate([{ uri: name }]), base('uri', bytes(rule)))).toEqual(expected);
  });

  it.each([
    ['c0 00 02 07', 'c0 00 02 00 ff ff ff 00', INSIDE],
    ['c0 00 03 07', 'c0 00 02 00 ff ff ff 00', OUTSIDE],
    ['c0 00 02 07', '00 00 00 00 00 00 00 00', INSIDE],
    ['c0 00 02 07', '00'.repeat(32), OUTSIDE],
    ['c0 00 02', 'c0 00 02 00 ff ff ff 00', REFUSED],
    ['c0 00 02 07', 'c0 00 02 00 ff ff ff', REFUSED],
    [`20010db8${'00'.repeat(12)}`, `20010db8${'00'.repeat(12)}ffffffff${'00'.repeat(12)}`, INSIDE],
  ] as const)('address %s, rule %s', (name, rule, expected) => {
    expect(judge(certificate([{ ip: hex(name) }]), base('ip', hex(rule)))).toEqual(expected);
  });

  it.each([
    [{ O: 'Us', CN: 'Me' }, { O: 'Us' }, INSIDE],
    [{ O: 'Us', CN: 'Me' }, { O: 'uS' }, INSIDE],
    [{ O: 'Us  all ', CN: 'Me' }, { O: 'Us all' }, INSIDE],
    [{ O: 'Them', CN: 'Me' }, { O: 'Us' }, OUTSIDE],
    [{ CN: 'Me' }, { O: 'Us', CN: 'Me' }, OUTSIDE],
    [{ O: 'Us' }, { O: 'Us' }, INSIDE],
    // Beyond ASCII, case may be folded or not.
    [{ O: 'ÉCOLE' }, { O: 'école' }, REFUSED],
    [{ C: 'DE', O: 'Us' }, { C: 'de' }, INSIDE],
  ] as const)('subject %j, rule %j', (subject, rule, expected) => {
    expect(judge(certificate([], subject), directory(rule))).toEqual(expected);
  });

  it('binds only names of its type, and every one of them', () => {
    const rule = base('dns', bytes('a.example'));
    expect(judge(certificate([{ email: 'me@b.example' }], { O: 'Us' }), rule)).toEqual([true, true]);
    expect(judge(certificate([{ dns: 'a.example' }, { dns: 'b.example' }]), rule)).toEqual([false, false]);
    expect(judge(certificate([]), rule)).toEqual([true, true]);
  });

  it('a name in either of two permitted trees will do; in one excluded tree is enough to refuse', () => {
    const found = certificate([{ dns: 'b.example' }]);
    const trees = [base('dns', bytes('a.example')), base('dns', bytes('b.example'))];
    expect(respectsConstraints(found, { permitted: trees, excluded: [] }, true)).toBe(true);
    expect(respectsConstraints(found, { permitted: [], excluded: trees }, true)).toBe(false);
    expect(respectsConstraints(found, { permitted: trees, excluded: trees }, true)).toBe(false);
  });

  it('reads a host out of the common name of a leaf', () => {
    const rule = base('dns', bytes('a.example'));
    const host = certificate([], { CN: 'b.example' });
    expect(judge(host, rule)).toEqual(OUTSIDE);
    expect(judge(host, rule, false)).toEqual([true, true]);
    // Another verifier may look there although there is an alternative name.
    expect(judge(certificate([{ dns: 'a.example' }], { CN: 'b.example' }), rule)).toEqual(REFUSED);
    expect(judge(certificate([{ dns: 'a.example' }], { CN: 'c.a.example' }), rule)).toEqual(INSIDE);
    expect(judge(certificate([], { CN: 'No host' }), rule)).toEqual([true, true]);
    expect(judge(certificate([], { CN: 'Dr. No' }), rule)).toEqual([true, true]);
  });

  it('refuses a name of a type without a rule, under a constraint of that type', () => {
    const found = certificate([{ other: 'me' }]);
    expect(judge(found, base('other-name', bytes('x')))).toEqual(REFUSED);
    expect(judge(found, base('x400', bytes('x')))).toEqual([true, true]);
  });

  it('refuses a mailbox that hides in another name (RFC 9598)', () => {
    const found = certificate([{ other: 'me@a.example', type: '1.3.6.1.5.5.7.8.9' }]);
    expect(judge(found, base('email', bytes('a.example')))).toEqual(REFUSED);
    const rule = { ...base('other-name', bytes('a.example')), oid: '1.3.6.1.5.5.7.8.9' };
    expect(judge(certificate([{ email: 'me@a.example' }]), rule)).toEqual(REFUSED);
  });

  it('refuses names and rules that are too long to be any', () => {
    const long = `${'a'.repeat(1000)}.example`;
    const rule = base('dns', bytes('example'));
    expect(judge(certificate([{ dns: long }]), rule)).toEqual(REFUSED);
    expect(judge(certificate([{ dns: 'a.example' }]), base('dns', bytes(long)))).toEqual(REFUSED);
    expect(judge(certificate([], { O: 'x'.repeat(1001) }), directory({ O: 'x' }))).toEqual(REFUSED);
    expect(judge(certificate([], { O: 'x'.repeat(1000) }), directory({ O: 'x' }))).toEqual(OUTSIDE);
  });

  it('an unreadable rule refuses although another fits', () => {
    const rules = [base('ip', hex('c0000200')), base('ip', hex('c0000200ffffff00'))];
    const found = certificate([{ ip: hex('c0000201') }]);
    expect(respectsConstraints(found, { permitted: rules, excluded: [] }, true)).toBe(false);
    expect(respectsConstraints(found, { permitted: rules.slice(1), excluded: [] }, true)).toBe(true);
  });

  it('refuses what is made to be slow', () => {
    const found = certificate(Array.from({ length: 400 }, (_, i) => ({ dns: `h${String(i)}.a.example` })));
    const rules = (count: number) => Array.from({ length: count }, () => base('dns', bytes('a.example')));
    expect(respectsConstraints(found, { permitted: rules(250), excluded: [] }, true)).toBe(true);
    expect(respectsConstraints(found, { permitted: rules(251), excluded: [] }, true)).toBe(false);
  });
});
