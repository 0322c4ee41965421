import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifyModel, type Report } from '../../src/index.js';
import { reportAsJson } from '../../web/lib/report-json.js';
import { ecdsaDer, sha256 } from '../../web/record/encode.js';
import { makeKey, nameProblem, parseKey, publicHalf } from '../../web/record/key.js';
import { KeyIsDamaged, sign } from '../../web/record/sign.js';
import { statementOf } from '../../web/record/statement.js';
import { preAuthEncoding } from '../forge/dsse.js';
import { buildStatement, entriesOf, signWithKey, smallModel, type Bundle } from '../forge/index.js';
import { codesOf, verifyForged } from '../verify-with.js';

const forged = signWithKey(await buildStatement(smallModel()));
const trust = { method: 'key', publicKey: forged.publicKeyPem } as const;
const verified = await verifyForged(forged.bundle, trust);
const changed = await verifyForged(forged.bundle, trust, { model: entriesOf(smallModel()).slice(1) });
const key = await makeKey('Example Ltd');
const { pem, fingerprint } = await publicHalf(key);
const made = { organisation: key.name, page: 'https://touchstone.example/' };

async function recordOf(report: Report) {
  const blob = await reportAsJson(report);
  const saved = { name: 'report.json', sha256: await sha256(new Uint8Array(await blob.arrayBuffer())) };
  return { blob, record: await sign(statementOf(report, saved, made), key) };
}

function check(blob: Blob, record: string, publicKey = pem): Promise<Report> {
  return verifyModel({
    model: [{ path: 'report.json', blob }],
    listing: { source: 'entries', kind: 'file' },
    bundle: record,
    trust: { method: 'key', publicKey },
  });
}

const parsed = (record: string) => JSON.parse(record) as Bundle;

interface Statement {
  readonly subject: readonly { readonly name: string; readonly digest: Readonly<Record<string, string>> }[];
  readonly predicate: Readonly<Record<string, unknown>>;
}

function statementIn(record: string): Statement {
  return JSON.parse(atob(parsed(record).dsseEnvelope.payload)) as Statement;
}

describe('a signed record', () => {
  it('is verified by the key that signed it, as the report’s file', async () => {
    const { blob, record } = await recordOf(verified);
    const report = await check(blob, record);
    expect(report.verdict.code).toBe('verified');
    expect(report.signer).toMatchObject({ method: 'key', fingerprint, hint: fingerprint });
    expect(report.claim?.predicateName).toBe('SLSA verification summary v1');
    expect(report.notes).toEqual([{ code: 'other-subjects', count: 1 }]);
  });

  it('is one for others too: ECDSA in DER over the DSSE encoding', async () => {
    const { record } = await recordOf(verified);
    const { dsseEnvelope } = parsed(record);
    const bytes = preAuthEncoding(Buffer.from(dsseEnvelope.payload, 'base64'), dsseEnvelope.payloadType);
    const signature = Buffer.from(dsseEnvelope.signatures[0]?.sig ?? '', 'base64');
    expect(verify('sha256', bytes, createPublicKey(pem), signature)).toBe(true);
  });

  it('says what was checked and how it ended', async () => {
    const { record } = await recordOf(verified);
    const { subject, predicate } = statementIn(record);
    expect(subject).toEqual([
      { name: 'report.json', digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string } },
      { name: 'unnamed', digest: { sha256: verified.manifest?.rootDigest } },
    ]);
    expect(predicate).toEqual({
      verifier: { id: made.page, version: { touchstone: verified.tool.version } },
      timeVerified: verified.checkedAt,
      resourceUri: `pkg:generic/unnamed?checksum=sha256:${String(verified.manifest?.rootDigest)}`,
      policy: { uri: 'urn:touchstone:expected-by:person' },
      inputAttestations: [{ digest: { sha256: verified.bundle?.sha256 } }],
      verificationResult: 'PASSED',
      verifiedLevels: ['TOUCHSTONE_VERIFIED'],
      'urn:touchstone:verdict': 'verified',
      'urn:touchstone:left-out': 0,
      'urn:touchstone:organisation': 'Example Ltd',
    });
  });

  it('of a check that was not green says FAILED, and nothing of a model that is not here', async () => {
    const { subject, predicate } = statementIn((await recordOf(changed)).record);
    expect(changed.verdict.code).toBe('files-mismatch');
    expect(subject.map(({ name }) => name)).toEqual(['report.json']);
    expect(predicate).toMatchObject({ verificationResult: 'FAILED', verifiedLevels: ['FAILED'] });
    const nobody = await verifyForged(forged.bundle, { method: 'inspect' });
    const unconfirmed = statementIn((await recordOf(nobody)).record);
    expect(nobody.verdict.code).not.toBe('verified');
    expect(unconfirmed.predicate).toMatchObject({
      verificationResult: 'FAILED',
      policy: { uri: 'urn:touchstone:expected-by:nobody' },
    });
  });

  it('takes any name of a model, half characters too', async () => {
    const model = { ...verified.model, name: 'a b/ü\ud800?' };
    const { predicate } = statementIn((await recordOf({ ...verified, model })).record);
    expect(predicate['resourceUri']).toMatch(/^pkg:generic\/a%20b%2F%C3%BC%EF%BF%BD%3F\?checksum=/);
  });

  it('is not about another report', async () => {
    const { blob, record } = await recordOf(changed);
    const green = new Blob([(await blob.text()).replace('files-mismatch', 'verified')]);
    expect((await check(green, record)).verdict.code).toBe('files-mismatch');
  });

  it('does not take a word more or less', async () => {
    const { blob, record } = await recordOf(changed);
    const forgery = parsed(record);
    const { dsseEnvelope } = forgery;
    dsseEnvelope.payload = btoa(atob(dsseEnvelope.payload).replace('FAILED', 'PASSED'));
    const report = await check(blob, JSON.stringify(forgery));
    expect(codesOf(report)).toEqual(['signature-differs']);
    const other = await publicHalf(await makeKey('Somebody else'));
    expect((await check(blob, record, other.pem)).verdict.code).toBe('signer-mismatch');
  });

  it('is not made with halves that do not belong together', async () => {
    const other = await makeKey('Example Ltd');
    await expect(sign({}, { ...key, publicKey: other.publicKey })).rejects.toThrow(KeyIsDamaged);
  });
});

describe('a key', () => {
  it('is kept with a private half that cannot be read', async () => {
    expect(key.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', key.privateKey)).rejects.toThrow();
    expect(parseKey(structuredClone({ name: key.name, createdAt: key.createdAt, ...halves }))).toEqual(key);
  });

  const { privateKey, publicKey } = key;
  const halves = { privateKey, publicKey };

  it('is none where somebody put something else', async () => {
    const curve = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, false, [
      'sign',
      'verify',
    ]);
    const open = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const agreeing = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, [
      'deriveKey',
    ]);
    for (const value of [
      undefined,
      null,
      'key',
      [],
      {},
      { ...key, name: '' },
      { ...key, name: 'x'.repeat(101) },
      { ...key, name: 'a\u202eb' },
      { ...key, createdAt: 'yesterday' },
      { ...key, createdAt: 1 },
      { ...key, privateKey: publicKey },
      { ...key, publicKey: privateKey },
      { ...key, privateKey: {} },
      { ...key, ...curve },
      { ...key, privateKey: open.privateKey },
      { ...key, ...agreeing },
    ])
      expect(parseKey(value)).toBeNull();
  });

  it('belongs to somebody with a name', () => {
    expect(['', '  ', 'x'.repeat(101), 'a\u200bb', 'Müller & Söhne GmbH'].map(nameProblem)).toEqual([
      'none',
      'none',
      'long',
      'unseen',
      null,
    ]);
  });
});

it.each([
  ['00'.repeat(31) + '01' + '7f' + 'ff'.repeat(31), '30250201010220' + '7f' + 'ff'.repeat(31)],
  [
    '80' + '00'.repeat(31) + 'ff'.repeat(32),
    '3046022100' + '80' + '00'.repeat(31) + '022100' + 'ff'.repeat(32),
  ],
  ['00'.repeat(64), '3006020100020100'],
])('%s as DER', (raw, der) => {
  const bytes = Uint8Array.from(Buffer.from(raw, 'hex'));
  expect(Buffer.from(ecdsaDer(bytes.buffer)).toString('hex')).toBe(der);
});
