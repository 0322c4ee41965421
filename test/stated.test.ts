import { describe, expect, it } from 'vitest';
import {
  message,
  parseExpectations,
  pinnable,
  verifyBundle,
  type ExpectationsReason,
  type Pin,
  type ReasonCode,
  type Report,
} from '../src/index.js';
import {
  buildStatement,
  entriesOf,
  IDENTITY,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
} from './forge/index.js';
import { codesOf, verifyForged } from './verify-with.js';

const files = smallModel();
const statement = await buildStatement(files);
const sigstore = makeSigstore();
const key = signWithKey(statement);
const otherKey = signWithKey(statement);
const keyless = signKeyless(sigstore, statement).bundle;
const chain = makeChain();
const certified = signWithCertificate(statement, chain);
const NAME = 'acme-weather';

const BY_KEY = { method: 'key', publicKey: 'release' };
const BY_IDENTITY = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot: 'ours' };

interface Entry {
  readonly [member: string]: unknown;
}

const entry = (more: Entry = {}): Entry => ({ id: 'weather', models: [NAME], signers: [BY_KEY], ...more });

const file = (...entries: readonly Entry[]) => ({
  schemaVersion: 1,
  organisation: 'Acme',
  trustedRoots: { ours: sigstore.trustedRoot },
  publicKeys: { release: key.publicKeyPem, damaged: 'no key' },
  certificates: { ca: chain.rootPem },
  entries,
});

async function trustIn(json: object) {
  const expectations = await parseExpectations(JSON.stringify(json));
  if (!expectations.ok) throw new Error(JSON.stringify(expectations.reasons));
  return { method: 'expectations', expectations: expectations.value } as const;
}

/** `bundle` for a model of that name, by a file of these entries. */
async function check(
  bundle: object,
  entries: readonly Entry[],
  { name = NAME, ...more }: { name?: string; pins?: readonly Pin[]; now?: Date } = {},
): Promise<Report> {
  const listing = { source: 'entries', kind: 'directory', name } as const;
  return verifyForged(bundle, await trustIn(file(...entries)), { listing, ...more });
}

const summary = (report: Report) => ({
  code: report.verdict.code,
  codes: codesOf(report),
  signer: report.rows.signer.value,
  entry: report.trust.basis.kind === 'organisation' ? report.trust.basis.entry : undefined,
});

const GREEN = { code: 'verified', codes: [], signer: 'expected', entry: 'weather' };

describe('what an organisation states of a model', () => {
  it('by name, pattern or root digest, is whom is expected', async () => {
    for (const models of [[NAME], ['acme-*']]) {
      const report = await check(key.bundle, [entry({ models })]);
      expect(summary(report)).toEqual(GREEN);
      expect(report.verdict.headline).toContain('the key that “Acme” expects');
      expect(report.trust.basis).toMatchObject({
        kind: 'organisation',
        organisation: 'Acme',
        entry: 'weather',
      });
    }
    const { rootDigest } = (await check(key.bundle, [entry()])).manifest ?? { rootDigest: null };
    const byDigest = { id: 'weather', rootDigests: [rootDigest], signers: [BY_KEY] };
    expect(summary(await check(key.bundle, [byDigest], { name: 'any' }))).toEqual(GREEN);
  });

  it('may name several signers', async () => {
    const both = [entry({ signers: [BY_KEY, BY_IDENTITY] })];
    expect(summary(await check(key.bundle, both))).toEqual(GREEN);
    expect(summary(await check(keyless, both))).toEqual(GREEN);
  });

  it('may be a pattern, or an authority alone', async () => {
    const pattern = { ...BY_IDENTITY, identity: undefined, identityPattern: '*@touchstone.example' };
    const fits = await check(keyless, [entry({ signers: [pattern] })]);
    expect(summary(fits)).toEqual(GREEN);
    expect(fits.verdict.headline).toContain('that “Acme” gave');
    const ca = { method: 'certificate', roots: ['ca'] };
    const vouched = await check(certified, [entry({ signers: [ca] })]);
    expect(summary(vouched)).toEqual({ ...GREEN, signer: 'vouched-for' });
    expect(vouched.verdict.headline).toContain('which “Acme” trusts');
  });

  it('of a publisher recognises what they sign, and says nothing of others', async () => {
    const publisher = { id: 'weather', publisher: 'Labs', signers: [BY_IDENTITY, BY_KEY] };
    for (const bundle of [key.bundle, keyless])
      expect(summary(await check(bundle, [publisher], { name: 'any' }))).toEqual(GREEN);
    const other = await check(certified, [publisher]);
    expect(other.verdict.code).not.toBe('verified');
    expect(codesOf(other)).toContain('expectations-silent');
  });

  it('binds before a publisher who would recognise it', async () => {
    const publisher = { id: 'labs', publisher: 'Labs', signers: [BY_IDENTITY] };
    const report = await check(keyless, [publisher, entry()]);
    expect(summary(report)).toEqual({
      code: 'signer-mismatch',
      codes: ['organisation-differs', 'chain-without-trusted-root'],
      signer: 'different',
      entry: 'weather',
    });
  });

  it('is not worth remembering besides', async () => {
    expect(pinnable(await check(key.bundle, [entry()]), { method: 'inspect' })).toBeNull();
  });

  it('does not outweigh what the person remembers', async () => {
    const pin: Pin = {
      name: 'Mine',
      scope: { kind: 'models', names: [NAME] },
      signer: { method: 'key', publicKey: otherKey.publicKeyPem },
      pinnedAt: '2026-01-31T12:00:00.000Z',
      isConfirmed: true,
      earlier: [],
    };
    const report = await check(key.bundle, [entry()], { pins: [pin] });
    expect(summary(report)).toMatchObject({ code: 'signer-mismatch', codes: ['pin-differs'] });
    const agreeing = { ...pin, signer: { method: 'key', publicKey: key.publicKeyPem } } as const;
    expect(summary(await check(key.bundle, [entry()], { pins: [agreeing] }))).toEqual(GREEN);
  });

  it('does not make up for anything else that is amiss', async () => {
    const nothing = await check({}, [entry()]);
    expect(nothing.verdict.code).toBe('could-not-check');
    const forged = structuredClone(key.bundle) as { dsseEnvelope: { signatures: unknown } };
    forged.dsseEnvelope.signatures = otherKey.bundle.dsseEnvelope.signatures;
    expect(summary(await check(forged, [entry()]))).toMatchObject({
      code: 'signature-invalid',
      codes: ['signature-differs'],
    });
    const damaged = await check(key.bundle, [entry({ signers: [{ method: 'key', publicKey: 'damaged' }] })]);
    expect(codesOf(damaged)).toEqual(['public-key-unusable']);
    // It may have been that signer.
    const other = [{ method: 'key', publicKey: 'damaged' }, BY_IDENTITY];
    for (const signers of [other, other.toReversed()]) {
      const unasked = await check(otherKey.bundle, [entry({ signers })]);
      expect(summary(unasked)).toMatchObject({ code: 'could-not-check', codes: ['public-key-unusable'] });
      expect(summary(await check(keyless, [entry({ signers })]))).toEqual(GREEN);
    }
  });
});

/** Each code of a file that could be read, and what leads to it. */
const FIXTURES: {
  readonly [Code in Exclude<ExpectationsReason['code'], 'expectations-unusable'> | 'organisation-differs']: {
    readonly report: () => Promise<Report>;
    readonly verdict: Report['verdict']['code'];
  };
} = {
  'organisation-differs': {
    report: () => check(otherKey.bundle, [entry()]),
    verdict: 'signer-mismatch',
  },
  'expectations-silent': {
    report: async () => {
      const trust = await trustIn(file(entry({ models: ['another'] })));
      const old = signWithKey(statement, { shape: 'rawBytes' });
      return verifyForged(old.bundle, trust);
    },
    verdict: 'signer-untrusted',
  },
  'expectations-expired': {
    report: () => check(key.bundle, [entry({ validUntil: '2026-01-01' })]),
    verdict: 'could-not-check',
  },
  'expectations-ambiguous': {
    report: () =>
      check(key.bundle, [entry({ models: ['acme-*'] }), entry({ id: 'b', models: ['*-weather'] })]),
    verdict: 'could-not-check',
  },
  'log-required': {
    report: () => check(key.bundle, [entry({ require: { log: true } })]),
    verdict: 'signer-untrusted',
  },
  'timestamp-required': {
    report: () => check(key.bundle, [entry({ require: { timestamp: true } })]),
    verdict: 'signer-untrusted',
  },
  'algorithm-not-allowed': {
    report: () => check(key.bundle, [entry({ allow: { signatureAlgorithms: ['ed25519'] } })]),
    verdict: 'signer-untrusted',
  },
  'file-type-not-allowed': {
    report: () => check(key.bundle, [entry({ deny: { fileTypes: ['.json'] } })]),
    verdict: 'files-mismatch',
  },
};

describe('what keeps a check by an organisation’s file from green', () => {
  it.each(Object.entries(FIXTURES))('%s', async (code, { report, verdict }) => {
    const found = await report();
    expect(codesOf(found)).toContain(code as ReasonCode);
    expect(found.verdict.code).toBe(verdict);
    const reason = found.verdict.reasons.find((one) => one.code === code);
    expect(reason && message(reason).wayOut).not.toBe('');
  });

  it('an entry whose time has come is used where another has run out', async () => {
    const now = new Date('2026-06-01T00:00:00Z');
    const old = entry({ id: 'old', validUntil: '2026-05-31', signers: [BY_IDENTITY] });
    const next = entry({ validFrom: '2026-06-01' });
    expect(summary(await check(key.bundle, [old, next], { now }))).toEqual(GREEN);
  });

  it('a log that is required and there is no hindrance', async () => {
    const asked = entry({
      signers: [BY_IDENTITY],
      require: { log: true },
      allow: { hashAlgorithms: ['sha256'] },
    });
    expect(summary(await check(keyless, [asked]))).toEqual(GREEN);
  });

  it('a pickle is told, signed or not', async () => {
    const trust = await trustIn(file(entry({ deny: { fileTypes: ['.pkl'] } })));
    const listing = { source: 'entries', kind: 'directory', name: NAME } as const;
    const model = [...entriesOf(files), { path: 'a/WEIGHTS.PKL', blob: new Blob(['x']) }];
    const report = await verifyForged(key.bundle, trust, { model, listing, ignoreUnsignedFiles: true });
    expect(codesOf(report)).toEqual(['file-type-not-allowed']);
    expect(report.verdict.headline).toContain('of a type that “Acme” does not allow');
  });
});

describe('a bare digest', () => {
  it('has no name: only what is stated of publishers speaks', async () => {
    const publisher = { id: 'labs', publisher: 'Labs', signers: [BY_KEY] };
    const [path = ''] = Object.keys(files);
    const single = signWithKey(await buildStatement({ [path]: files[path] ?? new Uint8Array() }), {
      key: key.key,
    });
    const unknown = await verifyBundle(single.bundle, {
      digest: `sha256:${'ab'.repeat(32)}`,
      trust: await trustIn(file(publisher)),
    });
    expect(unknown.trust.basis).toMatchObject({ kind: 'organisation', entry: 'labs' });
    expect(unknown.verdict.code).toBe('files-mismatch');
    const silent = await verifyBundle(single.bundle, {
      digest: `sha256:${'ab'.repeat(32)}`,
      trust: await trustIn(file(entry())),
    });
    expect(silent.verdict.code).not.toBe('verified');
  });
});
