import type { ExpectationsProblem } from '../../src/index.js';
import { ALICE, ENTRY, fileOf, FULL, type FileText } from './file.js';

export interface Fault {
  readonly problem: ExpectationsProblem;
  readonly at: string;
  readonly detail?: string;
  readonly file: FileText | string | readonly unknown[];
  /** Why a JSON schema cannot tell; absent where it has to. */
  readonly beyondSchema?: string;
}

const DAYS = { validFrom: '2026-01-01', validUntil: '2026-06-30' };
const text = JSON.stringify(fileOf());
const entry = (members: object): FileText => fileOf({ ...ENTRY, ...members });
const signer = (signer: unknown): FileText => entry({ signers: [signer] });
const without = (key: string, file: object): FileText =>
  Object.fromEntries(Object.entries(file).filter(([name]) => name !== key));
const file = (members: object): FileText => ({ ...fileOf(), ...members });

const NOT_JSON = 'it is about values, not about texts';
const REFERENCE = 'it cannot follow a name into another part of the file';
const ACROSS = 'it cannot compare two places';
const PATTERN = 'it cannot weigh a pattern';

/** Each kind of fault at least once, at the place where it is told. */
export const FAULTS: readonly Fault[] = [
  { problem: 'empty', at: '', file: ' \n', beyondSchema: NOT_JSON },
  { problem: 'not-json', at: '', file: text.slice(0, -1), beyondSchema: NOT_JSON },
  { problem: 'too-large', at: '', detail: '4 MiB', file: ' '.repeat(10_000_000), beyondSchema: NOT_JSON },
  {
    problem: 'too-large',
    at: '',
    detail: '4 MiB',
    file: text.replace('Acme', 'ä'.repeat(2_100_000)),
    beyondSchema: NOT_JSON,
  },
  {
    problem: 'duplicate-key',
    at: '',
    detail: 'models',
    file: text.replace('"id"', '"models":["acme/other"],"id"'),
    beyondSchema: NOT_JSON,
  },
  { problem: 'too-deep', at: '', detail: '32', file: '['.repeat(100), beyondSchema: NOT_JSON },
  {
    problem: 'too-many',
    at: '',
    detail: '2000000',
    file: `[${'0,'.repeat(2_000_001)}0]`,
    beyondSchema: NOT_JSON,
  },
  { problem: 'not-an-object', at: '', file: [] },
  { problem: 'missing', at: 'schemaVersion', file: without('schemaVersion', fileOf()) },
  { problem: 'version', at: 'schemaVersion', detail: '2', file: file({ schemaVersion: 2, more: 1 }) },
  { problem: 'version', at: 'schemaVersion', detail: '"1"', file: file({ schemaVersion: '1' }) },
  { problem: 'unknown-member', at: 'entires', file: file({ entires: [] }) },
  { problem: 'unknown-member', at: 'entries[0].requires', file: entry({ requires: { log: true } }) },
  { problem: 'unknown-member', at: 'entries[0].require.logs', file: entry({ require: { logs: true } }) },
  { problem: 'unknown-member', at: 'entries[0].allow.filetypes', file: entry({ allow: { filetypes: [] } }) },
  {
    problem: 'unknown-member',
    at: 'entries[0].deny.hashAlgorithms',
    file: entry({ deny: { hashAlgorithms: [] } }),
  },
  {
    problem: 'unknown-member',
    at: 'entries[0].signers[0].subject',
    file: signer({ ...ALICE, subject: 'x' }),
  },
  {
    problem: 'unknown-member',
    at: 'entries[0].__proto__',
    file: text.replace('"id"', '"__proto__":{},"id"'),
  },
  { problem: 'missing', at: 'organisation', file: without('organisation', fileOf()) },
  { problem: 'missing', at: 'entries', file: without('entries', fileOf()) },
  { problem: 'missing', at: 'entries[0].id', file: fileOf(without('id', ENTRY)) },
  { problem: 'missing', at: 'entries[0].signers', file: fileOf(without('signers', ENTRY)) },
  { problem: 'missing', at: 'entries[0].signers[0].method', file: signer({ identity: 'a@b.example' }) },
  { problem: 'missing', at: 'entries[0].signers[0].issuer', file: signer(without('issuer', ALICE)) },
  {
    problem: 'missing',
    at: 'entries[0].signers[0].roots',
    file: signer({ method: 'certificate', subject: 'CN=A' }),
  },
  { problem: 'not-an-object', at: 'entries[0]', file: fileOf([]) },
  { problem: 'not-an-object', at: 'entries[0].require', file: entry({ require: null }) },
  { problem: 'not-an-object', at: 'trustedRoots.ours', file: file({ trustedRoots: { ours: '{}' } }) },
  { problem: 'not-a-list', at: 'entries', file: file({ entries: {} }) },
  { problem: 'not-a-list', at: 'entries[0].models', file: entry({ models: 'acme/weather' }) },
  { problem: 'not-a-text', at: '$schema', file: file({ $schema: 1 }) },
  { problem: 'not-a-text', at: 'organisation', file: file({ organisation: null }) },
  { problem: 'not-a-text', at: 'validUntil', file: file({ validUntil: 2026 }) },
  { problem: 'not-a-text', at: 'entries[0].models[1]', file: entry({ models: ['acme/a', 7] }) },
  { problem: 'not-a-text', at: 'publicKeys.a', file: file({ publicKeys: { a: { pem: '' } } }) },
  { problem: 'not-true', at: 'entries[0].require.log', file: entry({ require: { log: false } }) },
  { problem: 'not-true', at: 'entries[0].require.timestamp', file: entry({ require: { timestamp: null } }) },
  { problem: 'empty', at: 'organisation', file: file({ organisation: ' ' }) },
  { problem: 'empty', at: 'entries', file: file({ entries: [] }) },
  { problem: 'empty', at: 'entries[0].models', file: entry({ models: [] }) },
  { problem: 'empty', at: 'entries[0].signers', file: entry({ signers: [] }) },
  { problem: 'empty', at: 'entries[0].allow.fileTypes', file: entry({ allow: { fileTypes: [] } }) },
  { problem: 'empty', at: 'entries[0].signers[0].identity', file: signer({ ...ALICE, identity: '' }) },
  { problem: 'empty', at: 'publicKeys. ', file: file({ publicKeys: { ' ': 'PEM' } }) },
  { problem: 'too-long', at: 'organisation', detail: '200', file: file({ organisation: 'a'.repeat(201) }) },
  {
    problem: 'too-long',
    at: 'entries[0].models[0]',
    detail: '500',
    file: entry({ models: ['a'.repeat(501)] }),
  },
  {
    problem: 'too-many',
    at: 'entries[0].signers',
    detail: '20',
    file: entry({ signers: Array.from({ length: 21 }, () => ALICE) }),
  },
  { problem: 'not-one-of-them', at: 'entries[0]', file: fileOf(without('models', ENTRY)) },
  { problem: 'not-one-of-them', at: 'entries[0]', file: entry({ publisher: 'Acme' }) },
  { problem: 'not-one-of-them', at: 'entries[0].signers[0]', file: signer(without('identity', ALICE)) },
  {
    problem: 'not-one-of-them',
    at: 'entries[0].signers[0]',
    file: signer({ ...ALICE, identityPattern: '*@example.com' }),
  },
  { problem: 'value', at: 'entries[0].signers[0].method', file: signer({ method: 'inspect' }) },
  {
    problem: 'value',
    at: 'entries[0].allow.hashAlgorithms[0]',
    file: entry({ allow: { hashAlgorithms: ['md5'] } }),
  },
  {
    problem: 'value',
    at: 'entries[0].allow.signatureAlgorithms[0]',
    file: entry({ allow: { signatureAlgorithms: ['ecdsa'] } }),
  },
  {
    problem: 'pattern-too-wide',
    at: 'entries[0].models[0]',
    detail: '**',
    file: entry({ models: ['**'] }),
    beyondSchema: PATTERN,
  },
  {
    problem: 'pattern-too-wide',
    at: 'entries[0].models[0]',
    detail: '*/a*',
    file: entry({ models: ['*/a*'] }),
    beyondSchema: PATTERN,
  },
  {
    problem: 'pattern-too-wide',
    at: 'entries[0].signers[0].identityPattern',
    detail: '*@*',
    file: signer({ method: 'sigstore', identityPattern: '*@*', issuer: 'x' }),
    beyondSchema: PATTERN,
  },
  {
    problem: 'not-a-digest',
    at: 'entries[0].rootDigests[0]',
    file: fileOf({ id: 'a', rootDigests: ['AB'.repeat(32)], signers: [ALICE] }),
  },
  {
    problem: 'not-a-fingerprint',
    at: 'entries[0].signers[0].leafFingerprint',
    file: signer({ method: 'certificate', leafFingerprint: 'abc' }),
  },
  {
    problem: 'not-a-file-type',
    at: 'entries[0].deny.fileTypes[0]',
    file: entry({ deny: { fileTypes: ['*.pkl'.toUpperCase()] } }),
  },
  {
    problem: 'not-a-file-type',
    at: 'entries[0].deny.fileTypes[0]',
    file: entry({ deny: { fileTypes: ['.'] } }),
  },
  {
    problem: 'not-a-file-type',
    at: 'entries[0].deny.fileTypes[0]',
    file: entry({ deny: { fileTypes: ['a/b'] } }),
  },
  { problem: 'not-a-time', at: 'validUntil', detail: 'soon', file: file({ validUntil: 'soon' }) },
  { problem: 'not-a-time', at: 'validUntil', detail: '2026-1-1', file: file({ validUntil: '2026-1-1' }) },
  {
    problem: 'not-a-time',
    at: 'entries[0].validFrom',
    file: entry({ validFrom: '2026-01-01T10:00:00+02:00' }),
  },
  {
    problem: 'not-a-time',
    at: 'validFrom',
    file: file({ validFrom: '2026-02-30' }),
    beyondSchema: 'it does not know how long months are',
  },
  {
    problem: 'not-a-time',
    at: 'validFrom',
    file: file({ validFrom: '2026-02-30T10:00:00Z' }),
    beyondSchema: 'it does not know how long months are',
  },
  {
    problem: 'ends-before-it-begins',
    at: 'entries[0]',
    file: entry({ validFrom: '2026-06-30', validUntil: '2026-06-29' }),
    beyondSchema: ACROSS,
  },
  {
    problem: 'ends-before-it-begins',
    at: '',
    file: file({ validFrom: '2027-01-01', validUntil: '2026-01-01' }),
    beyondSchema: ACROSS,
  },
  { problem: 'repeated', at: 'entries[0].models[1]', file: entry({ models: ['acme/a', 'acme/a'] }) },
  {
    problem: 'repeated',
    at: 'entries[1].id',
    file: fileOf(ENTRY, { ...ENTRY, models: ['acme/b'] }),
    beyondSchema: ACROSS,
  },
  {
    problem: 'in-two-entries',
    at: 'entries[1]',
    detail: 'acme/weather; weather',
    file: fileOf(ENTRY, { ...ENTRY, id: 'b' }),
    beyondSchema: ACROSS,
  },
  {
    problem: 'in-two-entries',
    at: 'entries[1]',
    file: fileOf(
      { ...ENTRY, ...DAYS, models: ['acme/*'] },
      { ...ENTRY, id: 'b', models: ['acme/*'], validFrom: '2026-06-30' },
    ),
    beyondSchema: ACROSS,
  },
  {
    problem: 'in-two-entries',
    at: 'entries[1]',
    file: fileOf(
      { id: 'a', rootDigests: ['ab'.repeat(32)], signers: [ALICE] },
      { id: 'b', rootDigests: ['cd'.repeat(32), 'ab'.repeat(32)], signers: [ALICE] },
    ),
    beyondSchema: ACROSS,
  },
  {
    problem: 'unknown-name',
    at: 'entries[0].signers[0].publicKey',
    file: signer({ method: 'key', publicKey: 'none' }),
    beyondSchema: REFERENCE,
  },
  {
    problem: 'unknown-name',
    at: 'entries[0].signers[0].publicKey',
    file: signer({ method: 'key', publicKey: 'toString' }),
    beyondSchema: REFERENCE,
  },
  {
    problem: 'unknown-name',
    at: 'entries[0].signers[0].trustedRoot',
    file: signer({ ...ALICE, trustedRoot: 'none' }),
    beyondSchema: REFERENCE,
  },
  {
    problem: 'unknown-name',
    at: 'entries[0].signers[0].roots[0]',
    // A key is no certificate.
    file: { ...signer({ method: 'certificate', roots: ['release key'] }), publicKeys: FULL['publicKeys'] },
    beyondSchema: REFERENCE,
  },
];
