import { describe, expect, it } from 'vitest';
import { german } from '../src/german.js';
import {
  verifyModel,
  verifySignature,
  type Claimed,
  type Pin,
  type Report,
  type TrustInput,
} from '../src/index.js';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeChain,
  makeKey,
  makeSigstore,
  pemOf,
  provenanceStatement,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
  subjectOf,
} from './forge/index.js';
import { interopCases, INTEROP_IS_HERE } from './matrix/interop.js';
import { codesOf, verifyForged } from './verify-with.js';

const statement = await buildStatement(smallModel());
const sigstore = makeSigstore();
const trustedRoot = JSON.stringify(sigstore.trustedRoot);
const chain = makeChain();
const key = signWithKey(statement);
const keyless = signKeyless(sigstore, statement).bundle;
const certified = signWithCertificate(statement, chain);

const NOBODY = { method: 'inspect' } as const;
const NOBODY_HERE = { method: 'inspect', trustedRoot } as const;
const WHO = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER } as const;
const BY_KEY = { method: 'key', publicKey: key.publicKeyPem } as const;
const BY_ROOT = { method: 'certificate', roots: chain.rootPem } as const;

const host = (signer: Claimed['signer']): Claimed => ({ by: 'host', signer });
const link = (signer: Claimed['signer']): Claimed => ({ by: 'link', signer });

const pin: Pin = {
  name: 'Acme',
  scope: { kind: 'publisher' },
  signer: { ...WHO, trustedRoot },
  pinnedAt: '2026-01-31T12:00:00.000Z',
  isConfirmed: true,
  earlier: [],
};

const summary = (report: Report) => ({
  code: report.verdict.code,
  codes: codesOf(report),
  signer: report.rows.signer.value,
  basis: report.trust.basis.kind,
});

/** Each claim that fits, by what a person trusts: none of them is enough. */
const FITTING: readonly (readonly [string, object, TrustInput, Claimed, object])[] = [
  [
    'an identity in a Sigstore of the person’s',
    keyless,
    NOBODY_HERE,
    host(WHO),
    { code: 'signer-unconfirmed', codes: ['expectation-not-yours'], signer: 'not-stated', basis: 'host' },
  ],
  [
    'an identity by a link',
    keyless,
    NOBODY_HERE,
    link(WHO),
    { code: 'signer-unconfirmed', codes: ['expectation-not-yours'], signer: 'not-stated', basis: 'link' },
  ],
  [
    'a pattern',
    keyless,
    NOBODY_HERE,
    host({ method: 'sigstore', identityPattern: '*@*.example', issuer: ISSUER }),
    { code: 'signer-unconfirmed', codes: ['expectation-not-yours'], signer: 'not-stated', basis: 'host' },
  ],
  [
    'an identity in a Sigstore that came with it',
    keyless,
    NOBODY,
    host({ ...WHO, trustedRoot }),
    { code: 'signer-untrusted', codes: ['trust-not-yours'], signer: 'untrusted', basis: 'host' },
  ],
  [
    'a key',
    key.bundle,
    NOBODY,
    host(BY_KEY),
    { code: 'signer-untrusted', codes: ['trust-not-yours'], signer: 'untrusted', basis: 'host' },
  ],
  [
    'a root',
    certified,
    NOBODY,
    host(BY_ROOT),
    { code: 'signer-untrusted', codes: ['trust-not-yours'], signer: 'untrusted', basis: 'host' },
  ],
];

describe('whom a page or a link names', () => {
  it.each(FITTING)('is never enough for green: %s', async (_, bundle, trust, claimed, expected) => {
    const report = await verifyForged(bundle, trust, { claimed });
    expect(summary(report)).toEqual(expected);
    // Nor do logs of a root that came with it prove a time.
    const isTheirs = report.verdict.code === 'signer-untrusted';
    if (isTheirs) expect([report.rows.time.value, report.logEntries]).toEqual(['not-proven', []]);
  });

  it('turns a verdict red where somebody else signed, and says whose word that is', async () => {
    const other = { ...WHO, identity: 'mallory@evil.example' };
    const report = await verifyForged(keyless, NOBODY_HERE, { claimed: link(other) });
    expect(summary(report)).toEqual({
      code: 'signer-mismatch',
      codes: ['claimed-differs'],
      signer: 'different',
      basis: 'link',
    });
    expect(report.verdict.headline).toBe(
      `Signed by ${IDENTITY}, not by mallory@evil.example, whom the link that you came by names.`,
    );
    expect(german.headline(report)).toContain('Der Link, über den Sie gekommen sind, nennt einen anderen.');
  });

  it('does not vouch for a name by a root of its own, not even when it is another name', async () => {
    const claimed = host({ ...WHO, trustedRoot, identity: 'another' });
    const report = await verifyForged(keyless, NOBODY, { claimed });
    expect(codesOf(report)).toEqual(['claimed-differs', 'trust-not-yours']);
    expect(report.verdict.headline).toMatch(/^Claims to be signed by .*nothing you trust vouches for that/);
  });

  it.each([
    ['by a key', key.bundle, host(WHO)],
    ['by another method', keyless, host(BY_KEY)],
    ['by a certificate', certified, link(WHO)],
  ])('is somebody else where it was signed otherwise: %s', async (_, bundle, claimed) => {
    const report = await verifyForged(bundle, NOBODY_HERE, { claimed });
    expect(summary(report)).toMatchObject({ code: 'signer-mismatch', signer: 'different' });
    expect(codesOf(report)[0]).toBe('claimed-differs');
  });

  it('is not asked about what does not hold', async () => {
    const broken = structuredClone(keyless) as { dsseEnvelope: { payload: string } };
    broken.dsseEnvelope.payload = Buffer.from(JSON.stringify(statement).replace('a', 'b')).toString('base64');
    const report = await verifyForged(broken, NOBODY_HERE, { claimed: host(WHO) });
    expect(['signature-invalid', 'could-not-check']).toContain(report.verdict.code);
    expect(report.verdict.colour).not.toBe('green');
  });

  it('with an unusable key is said to be so', async () => {
    const claimed = host({ method: 'key', publicKey: 'no key' });
    expect(summary(await verifyForged(key.bundle, NOBODY, { claimed }))).toMatchObject({
      code: 'could-not-check',
      codes: ['public-key-unusable'],
    });
  });

  it('changes nothing beside the person’s own word, nor beside a pin', async () => {
    const own = await verifyForged(keyless, { ...WHO, trustedRoot }, { claimed: host(WHO) });
    expect(summary(own)).toMatchObject({ code: 'verified', basis: 'person' });
    const pinned = await verifyForged(keyless, NOBODY_HERE, { claimed: host(WHO), pins: [pin] });
    expect(summary(pinned)).toMatchObject({ code: 'verified', basis: 'pin' });
    expect(own.notes).toEqual([]);
  });

  it('is noted where it contradicts the person’s own word', async () => {
    const claimed = host({ ...WHO, identity: 'mallory@evil.example' });
    const own = await verifyForged(keyless, { ...WHO, trustedRoot }, { claimed });
    expect(own.verdict.code).toBe('verified');
    expect(own.notes).toEqual([{ code: 'claimed-differs', by: 'host' }]);
    const pinned = await verifyForged(keyless, NOBODY_HERE, { claimed, pins: [pin] });
    expect(pinned.notes).toEqual([{ code: 'claimed-differs', by: 'host' }]);
  });

  it.each([
    ['nobody', { by: 'person', signer: WHO }],
    ['nothing', { by: 'host' }],
    ['a question', { by: 'host', signer: NOBODY }],
    ['half a name', { by: 'link', signer: { method: 'sigstore', identity: 'x' } }],
    ['an organisation', { by: 'link', signer: { method: 'expectations', expectations: { entries: [] } } }],
    ['null', null],
  ])('must be of its shape: %s', async (_, claimed) => {
    await expect(verifyForged(keyless, NOBODY, { claimed: claimed as never })).rejects.toThrow(TypeError);
  });
});

describe.skipIf(!INTEROP_IS_HERE)('of released versions of the reference library', () => {
  it.each(interopCases())('$name: is amber at best by somebody else’s word', async (one) => {
    const { bundle, trust: signer, files, single, ignorePaths } = one;
    const claimed = host(signer);
    const code = signer.method === 'sigstore' ? 'expectation-not-yours' : 'trust-not-yours';
    expect(codesOf(await verifySignature(bundle, { trust: NOBODY, claimed }))).toEqual([
      'files-not-asked',
      code,
    ]);
    const model = Object.entries(files).map(([path, content]) => ({ path, blob: new Blob([content]) }));
    const listing = { source: 'entries', kind: single ? 'file' : 'directory' } as const;
    const whole = { model, listing, bundle, ignorePaths, trust: NOBODY, claimed };
    expect(codesOf(await verifyModel(whole))).toEqual([code]);
  });
});

describe('a signature alone', () => {
  const cases: readonly (readonly [string, object, TrustInput, Claimed | undefined, string[], RegExp])[] = [
    [
      'of nobody named',
      keyless,
      NOBODY_HERE,
      undefined,
      ['files-not-asked', 'nobody-named'],
      /^No file was checked\. Signed as .*, confirmed by .*\. You have not said whom you expect\.$/,
    ],
    [
      'of whom the page names',
      keyless,
      NOBODY_HERE,
      host(WHO),
      ['files-not-asked', 'expectation-not-yours'],
      /^No file was checked\. Signed as .*The page that shows this names the same signer; you have not said whom you expect\.$/,
    ],
    [
      'by the page’s own root',
      keyless,
      NOBODY,
      host({ ...WHO, trustedRoot }),
      ['files-not-asked', 'trust-not-yours'],
      /^No file was checked\. The signature claims to be by .*Nothing you trust vouches for this signer\.$/,
    ],
    [
      'whom the person named',
      keyless,
      { ...WHO, trustedRoot },
      undefined,
      ['files-not-asked'],
      /^No file was checked\. Signed as .*That is the signer you expected\.$/,
    ],
    [
      'by the person’s key',
      key.bundle,
      BY_KEY,
      undefined,
      ['files-not-asked'],
      /^No file was checked\. .*That is the key you expected\.$/,
    ],
    [
      'by a chain to the person’s root',
      certified,
      BY_ROOT,
      undefined,
      ['files-not-asked'],
      /^No file was checked\. Signed by .*vouches for that\.$/,
    ],
    [
      'of a pattern',
      keyless,
      { method: 'sigstore', identityPattern: '*@*.example', issuer: ISSUER, trustedRoot },
      undefined,
      ['files-not-asked'],
      /^No file was checked\. .*That fits the pattern/,
    ],
  ];

  it.each(cases)('is partial at best: %s', async (_, bundle, trust, claimed, codes, headline) => {
    const report = await verifySignature(bundle, { trust, claimed });
    expect({ code: report.verdict.code, codes: codesOf(report) }).toEqual({ code: 'partial', codes });
    expect(report.verdict.headline).toMatch(headline);
    expect(german.headline(report)).toMatch(/^Es wurde keine Datei geprüft\. /);
    const signed = Object.keys(smallModel()).length;
    expect(report.rows.files).toMatchObject({ value: 'not-checked', signed, matching: 0 });
    expect(report.files).toHaveLength(signed);
    expect(new Set(report.files.map(({ state }) => state))).toEqual(new Set(['not-checked']));
    expect(report.model).toMatchObject({ source: 'none', fileCount: 0 });
    expect(report.notChecked).toContainEqual({ code: 'files', why: 'not-asked' });
  });

  it('stays partial with a pin', async () => {
    const report = await verifySignature(keyless, { trust: NOBODY_HERE, pins: [pin], modelName: 'tiny' });
    expect(report.verdict.code).toBe('partial');
    expect(report.verdict.headline).toContain('as pinned on 2026-01-31');
    expect(report.model.name).toBe('tiny');
  });

  it('is red where it does not hold, or is by somebody else', async () => {
    const other = { method: 'key', publicKey: pemOf(makeKey('P-256')) } as const;
    const report = await verifySignature(key.bundle, { trust: other });
    expect(report.verdict.code).toBe('signer-mismatch');
    expect(report.notChecked).toContainEqual({ code: 'files', why: 'signer' });
  });

  it('may be of any claim', async () => {
    const { bundle, publicKeyPem: publicKey } = signWithKey(
      provenanceStatement([subjectOf('a', new Uint8Array(3))]),
    );
    const report = await verifySignature(bundle, { trust: { method: 'key', publicKey } });
    expect(codesOf(report)).toEqual(['files-not-asked']);
    expect(report.claim?.subjectCount).toBe(1);
  });

  it.each([
    ['', 'bundle-empty'],
    ['<html>', 'bundle-not-json'],
    ['{}', 'bundle-malformed'],
  ])('of no bundle is refused: %j', async (text, code) => {
    const report = await verifySignature(text, { trust: NOBODY });
    expect(report.verdict.code).toBe('could-not-check');
    expect(codesOf(report)).toContain(code);
  });

  it('ends when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(verifySignature(keyless, { trust: NOBODY, signal })).rejects.toThrow('enough');
  });
});

it('a check of one file by a claim keeps whose word it was', async () => {
  const blob = new Blob([new Uint8Array(3)]);
  const { bundle } = signKeyless(sigstore, provenanceStatement([subjectOf('a', new Uint8Array(3))]));
  const model = [{ path: 'a', blob }];
  const report = await verifyModel({ model, bundle, trust: NOBODY_HERE, claimed: link(WHO) });
  expect(summary(report)).toMatchObject({ code: 'signer-unconfirmed', basis: 'link' });
});
