import { describe, expect, it } from 'vitest';
import {
  message,
  parsePin,
  pinnable,
  type ExactTrust,
  type Pin,
  type Report,
  type TrustInput,
} from '../src/index.js';
import {
  buildStatement,
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

const statement = await buildStatement(smallModel());
const sigstore = makeSigstore();
const trustedRoot = JSON.stringify(sigstore.trustedRoot);
const chain = makeChain();
const key = signWithKey(statement);
const oldKey = signWithKey(statement, { shape: 'rawBytes' });
const keyless = signKeyless(sigstore, statement).bundle;
const certified = signWithCertificate(statement, chain);

const NOBODY = { method: 'inspect' } as const;
const NOBODY_HERE = { method: 'inspect', trustedRoot } as const;
const BY_IDENTITY = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot } as const;
const BY_KEY = { method: 'key', publicKey: key.publicKeyPem } as const;
const BY_CERTIFICATE = { method: 'certificate', roots: [chain.rootPem] } as const;

const pin = (signer: ExactTrust, more: Partial<Pin> = {}): Pin => ({
  name: 'Acme',
  scope: { kind: 'models', names: ['tiny'] },
  signer,
  pinnedAt: '2026-01-31T12:00:00.000Z',
  isConfirmed: true,
  earlier: [],
  ...more,
});

const publisher = { kind: 'publisher' } as const;

async function pinOf(bundle: object, trust: TrustInput, more: Partial<Pin> = {}): Promise<Pin> {
  const found = pinnable(await verifyForged(bundle, trust), trust);
  if (found === null) throw new Error('nothing to remember');
  return pin(found.signer, { isConfirmed: found.isConfirmed, ...more });
}

const summary = (report: Report) => ({
  code: report.verdict.code,
  codes: codesOf(report),
  signer: report.rows.signer.value,
  basis: report.trust.basis.kind,
  agrees: report.trust.pins.map(({ agrees }) => agrees),
});

describe('a pin of a confirmed check', () => {
  it.each([
    ['identity', keyless, BY_IDENTITY, NOBODY_HERE],
    ['key', key.bundle, BY_KEY, NOBODY],
    ['certificate', certified, BY_CERTIFICATE, NOBODY],
  ] as const)(
    'of an %s is recognised, and stands for whom the person expects',
    async (_, bundle, trust, nobody) => {
      for (const scope of [pin(BY_KEY).scope, publisher]) {
        const known = await pinOf(bundle, trust, { scope });
        const report = await verifyForged(bundle, nobody, { pins: [known] });
        expect(summary(report)).toEqual({
          code: 'verified',
          codes: [],
          signer: 'expected',
          basis: 'pin',
          agrees: [true],
        });
        expect(report.verdict.headline).toContain('as pinned on 2026-01-31 (“Acme”)');
      }
    },
  );

  it.each([
    ['another identity', signKeyless(sigstore, statement, { identity: 'mallory@example.com' }).bundle],
    ['another Sigstore', signKeyless(makeSigstore(), statement).bundle],
    ['a key', key.bundle],
    ['a key that came with the model', oldKey.bundle],
    ['a certificate', certified],
  ])('is contradicted by %s, whatever was said for this check', async (_, bundle) => {
    const known = await pinOf(keyless, BY_IDENTITY);
    for (const trust of [NOBODY_HERE, BY_IDENTITY] as const) {
      const report = await verifyForged(bundle, trust, { pins: [known] });
      expect(summary(report)).toMatchObject({
        code: 'signer-mismatch',
        signer: 'different',
        agrees: [false],
      });
      expect(codesOf(report)[0]).toBe('pin-differs');
      expect(report.verdict.headline).toContain('Not the same signer as last time');
      expect(report.rows.files.value).toBe('not-checked');
    }
  });

  it('is contradicted also where the person expects the other signer', async () => {
    const report = await verifyForged(key.bundle, BY_KEY, { pins: [await pinOf(keyless, BY_IDENTITY)] });
    expect(summary(report)).toEqual({
      code: 'signer-mismatch',
      codes: ['pin-differs'],
      signer: 'different',
      basis: 'person',
      agrees: [false],
    });
  });

  it('of a publisher says nothing of what others sign', async () => {
    const known = await pinOf(keyless, BY_IDENTITY, { scope: publisher });
    const report = await verifyForged(key.bundle, BY_KEY, { pins: [known] });
    expect(summary(report)).toMatchObject({ code: 'verified', basis: 'person', agrees: [] });
    const other = await verifyForged(
      signKeyless(sigstore, statement, { identity: 'mallory@example.com' }).bundle,
      NOBODY_HERE,
      { pins: [known] },
    );
    expect(summary(other)).toMatchObject({ code: 'signer-unconfirmed', basis: 'person' });
  });

  it('does not make up for anything else that is amiss', async () => {
    const known = await pinOf(key.bundle, BY_KEY);
    const broken = structuredClone(key.bundle) as { dsseEnvelope: { signatures: { sig: string }[] } };
    const [signature] = broken.dsseEnvelope.signatures;
    if (signature === undefined) throw new Error('no signature');
    signature.sig = oldKey.bundle.dsseEnvelope.signatures[0]?.sig ?? '';
    const report = await verifyForged(broken, NOBODY, { pins: [known] });
    expect(report.verdict.code).toBe('signature-invalid');
    expect(codesOf(report)).not.toContain('pin-differs');
    const nothing = await verifyForged({}, NOBODY, { pins: [known] });
    expect(nothing.verdict.code).toBe('could-not-check');
    const only = await verifyForged(key.bundle, NOBODY, { pins: [known], only: ['config.json'] });
    expect(only.verdict.code).toBe('partial');
  });

  it('that was replaced tells the earlier signer from a stranger', async () => {
    const before = { signer: BY_KEY, pinnedAt: '2025-01-01T00:00:00.000Z', isConfirmed: true };
    const known = await pinOf(keyless, BY_IDENTITY, {
      earlier: [{ ...before, replacedAt: '2026-01-31T12:00:00.000Z' }],
    });
    const report = await verifyForged(key.bundle, NOBODY, { pins: [known] });
    const [reason] = report.verdict.reasons;
    expect(reason).toMatchObject({ code: 'pin-differs', replacedAt: '2026-01-31T12:00:00.000Z' });
    expect(reason && message(reason).text).toContain('until 2026-01-31');
  });

  it('among several for one name, any will do', async () => {
    const pins = [await pinOf(keyless, BY_IDENTITY), await pinOf(key.bundle, BY_KEY)];
    for (const bundle of [keyless, key.bundle])
      expect(summary(await verifyForged(bundle, NOBODY_HERE, { pins })).code).toBe('verified');
    const third = await verifyForged(certified, NOBODY_HERE, { pins });
    expect(summary(third)).toMatchObject({ code: 'signer-mismatch', agrees: [false, false] });
  });

  it('that cannot be used any more is not passed over', async () => {
    const damaged = pin({ method: 'key', publicKey: 'no key' });
    for (const trust of [NOBODY, BY_KEY] as const) {
      const report = await verifyForged(key.bundle, trust, { pins: [damaged] });
      expect(codesOf(report)).toEqual(['public-key-unusable']);
    }
  });
});

describe('a pin of a claim', () => {
  it.each([
    ['identity', keyless, NOBODY_HERE],
    ['key', oldKey.bundle, NOBODY],
    ['certificate', certified, NOBODY],
  ] as const)('of an %s never becomes green', async (_, bundle, nobody) => {
    for (const scope of [pin(BY_KEY).scope, publisher]) {
      const known = await pinOf(bundle, nobody, { scope });
      expect(known.isConfirmed).toBe(false);
      const report = await verifyForged(bundle, nobody, { pins: [known] });
      expect(summary(report)).toEqual({
        code: 'signer-unconfirmed',
        codes: ['pin-unconfirmed'],
        signer: 'not-stated',
        basis: 'pin',
        agrees: [true],
      });
      // Neither with a second one beside it, nor confirmed by itself.
      const twice = await verifyForged(bundle, nobody, { pins: [known, { ...known, name: 'Again' }] });
      expect(twice.verdict.code).toBe('signer-unconfirmed');
      expect(pinnable(report, nobody)).toBeNull();
    }
  });

  it('is contradicted as loudly', async () => {
    const known = await pinOf(oldKey.bundle, NOBODY);
    for (const bundle of [keyless, signWithKey(statement, { shape: 'rawBytes' }).bundle, certified]) {
      const report = await verifyForged(bundle, NOBODY_HERE, { pins: [known] });
      expect(summary(report)).toMatchObject({ code: 'signer-mismatch', signer: 'different' });
      expect(message(report.verdict.reasons[0] ?? { code: 'nobody-named' }).text).toContain('a claim');
    }
  });

  it('leaves room for the person’s own word', async () => {
    const known = await pinOf(keyless, NOBODY_HERE);
    const report = await verifyForged(keyless, BY_IDENTITY, { pins: [known] });
    expect(summary(report)).toMatchObject({ code: 'verified', basis: 'person', agrees: [true] });
  });
});

describe('what can be remembered', () => {
  it('of a pattern is the one signer who was seen', async () => {
    const trust = {
      method: 'sigstore',
      identityPattern: '*@touchstone.example',
      issuer: ISSUER,
      trustedRoot,
    } as const;
    const report = await verifyForged(keyless, trust);
    expect(pinnable(report, trust)).toEqual({ isConfirmed: true, signer: BY_IDENTITY });
  });

  it('is nothing of a check that failed', async () => {
    const wrong = { ...BY_IDENTITY, identity: 'x@y.example' };
    expect(pinnable(await verifyForged(keyless, wrong), wrong)).toBeNull();
    const left = await verifyForged(keyless, BY_IDENTITY, { model: [{ path: 'a', blob: new Blob(['b']) }] });
    expect(pinnable(left, BY_IDENTITY)).toBeNull();
  });
});

describe('a pin out of a file', () => {
  const good: unknown = JSON.parse(JSON.stringify(pin(BY_IDENTITY)));
  const edited = (edit: object) => parsePin({ ...(good as object), ...edit });

  it('is read as it was written', () => {
    expect(parsePin(good)).toEqual({ ok: true, pin: pin(BY_IDENTITY) });
  });

  it.each([
    ['an unknown member', { more: 1 }, 'pin.more'],
    ['no name', { name: ' ' }, 'pin.name'],
    ['a long name', { name: 'a'.repeat(101) }, 'pin.name'],
    ['a pattern that fits everything', { scope: { kind: 'models', names: ['**'] } }, 'pin.scope.names[0]'],
    ['no names', { scope: { kind: 'models', names: [] } }, 'pin.scope.names'],
    ['another scope', { scope: { kind: 'all' } }, 'pin.scope.kind'],
    ['a scope with more in it', { scope: { kind: 'publisher', names: ['a'] } }, 'pin.scope.names'],
    ['another method', { signer: NOBODY }, 'pin.signer.method'],
    [
      'a pattern for a signer',
      { signer: { ...BY_IDENTITY, identityPattern: '*' } },
      'pin.signer.identityPattern',
    ],
    ['an empty identity', { signer: { ...BY_IDENTITY, identity: '' } }, 'pin.signer.identity'],
    ['an authority and no signer', { signer: BY_CERTIFICATE }, 'pin.signer'],
    ['a name and no authority', { signer: { method: 'certificate', subject: 'CN=a' } }, 'pin.signer'],
    ['a time of another form', { pinnedAt: '2026-01-31' }, 'pin.pinnedAt'],
    ['a word for a truth', { isConfirmed: 'true' }, 'pin.isConfirmed'],
    ['no list', { earlier: {} }, 'pin.earlier'],
    ['too long a list', { earlier: Array.from({ length: 51 }, () => ({})) }, 'pin.earlier'],
  ])('with %s is refused, and where is said', (_, edit, at) => {
    expect(edited(edit)).toMatchObject({ ok: false, at });
  });

  it('that is none is refused', () => {
    for (const value of [null, 1, 'pin', [], undefined]) expect(parsePin(value).ok).toBe(false);
  });
});
