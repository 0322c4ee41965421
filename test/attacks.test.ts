import { describe, expect, it } from 'vitest';
import { isCalled, parseExpectations, successor, verifyModel, type Pin } from '../src/index.js';
import { pinOf } from '../web/memory/rows.js';
import { planImport } from '../web/memory/transfer.js';
import { standingOf } from '../web/lib/standing.js';
import {
  buildStatement,
  IDENTITY,
  ISSUER,
  makeSigstore,
  makeChain,
  signKeyless,
  signWithCertificate,
  signWithKey,
  smallModel,
} from './forge/index.js';
import { impostorOf } from './forge/certificate.js';
import { codesOf, verifyForged } from './verify-with.js';

const files = smallModel();
const statement = await buildStatement(files);
const meta = signWithKey(statement);
const mallory = signWithKey(statement);
const META = { method: 'key', publicKey: meta.publicKeyPem } as const;
const MALLORY = { method: 'key', publicKey: mallory.publicKeyPem } as const;
const NOBODY = { method: 'inspect' } as const;

const pin = (more: Partial<Pin>): Pin => ({
  name: 'Meta',
  scope: { kind: 'models', names: ['llama-7b'] },
  signer: META,
  pinnedAt: '2026-01-31T12:00:00.000Z',
  isConfirmed: true,
  earlier: [],
  ...more,
});
const listing = { source: 'entries', kind: 'directory', name: 'llama-7b' } as const;

describe('claims beside confirmed pins', () => {
  const confirmed = pin({});
  const claim = pin({
    name: 'x',
    signer: MALLORY,
    isConfirmed: false,
    scope: { kind: 'models', names: ['llama-*'] },
  });

  it('a claim does not silence the contradiction of a confirmed pin for the same model', async () => {
    const report = await verifyForged(mallory.bundle, NOBODY, { listing, pins: [confirmed, claim] });
    expect(report.verdict.code).toBe('signer-mismatch');
  });

  it('nor where the person said somebody', async () => {
    const report = await verifyForged(mallory.bundle, MALLORY, { listing, pins: [confirmed, claim] });
    expect(report.verdict.code).toBe('signer-mismatch');
  });

  it('a part that was checked, and a claim: the headline says both', async () => {
    const report = await verifyForged(meta.bundle, NOBODY, {
      listing,
      pins: [pin({ isConfirmed: false })],
      only: ['config.json'],
    });
    expect(report.verdict.code).toBe('partial');
    expect(report.verdict.headline).toContain('You have not said whom you expect');
  });
});

describe('a model without a folder', () => {
  it('one file, dropped with its signature as the page does it, is held against pins of its name', async () => {
    const files = { 'llama.gguf': new TextEncoder().encode('weights') };
    const signed = signWithKey(await buildStatement(files, { singleFile: 'base-name' }));
    const model = () => [
      { path: 'llama.gguf', blob: new Blob(['weights']) },
      { path: 'llama.gguf.sigstore.json', blob: new Blob([JSON.stringify(signed.bundle)]) },
    ];
    // What web/lib/choice.ts hands over for files that were dropped, and for files that were picked.
    const dropped = await verifyModel({ model: model(), listing: { source: 'entries' }, trust: NOBODY });
    expect(dropped.model.name).toBe('llama.gguf');
  });

  it('nor does it escape an organisation that binds its name', async () => {
    const files = { 'llama.gguf': new TextEncoder().encode('weights') };
    const signed = signWithKey(await buildStatement(files, { singleFile: 'base-name' }));
    const parsed = await parseExpectations(
      JSON.stringify({
        schemaVersion: 1,
        organisation: 'Acme',
        publicKeys: { meta: meta.publicKeyPem, other: signed.publicKeyPem },
        entries: [
          {
            id: 'llama',
            models: ['llama.gguf'],
            signers: [{ method: 'key', publicKey: 'meta' }],
            deny: { fileTypes: ['.gguf'] },
          },
          { id: 'others', publisher: 'Other', signers: [{ method: 'key', publicKey: 'other' }] },
        ],
      }),
    );
    if (!parsed.ok) throw new Error('unusable');
    const check = (listing: { readonly name?: string }) =>
      verifyModel({
        model: [
          { path: 'llama.gguf', blob: new Blob(['weights']) },
          { path: 'llama.gguf.sigstore.json', blob: new Blob([JSON.stringify(signed.bundle)]) },
        ],
        listing: { source: 'entries', ...listing },
        trust: { method: 'expectations', expectations: parsed.value },
      });
    // As the command lists it:
    expect((await check({ name: 'llama.gguf' })).verdict.code).toBe('signer-mismatch');
    // As the page does:
    expect((await check({})).verdict.code).toBe('signer-mismatch');
  });
});

describe('what is remembered after a check', () => {
  it('of two pins that are called alike, none is confirmed', async () => {
    const good = { ...pin({ isConfirmed: false }), id: 'b', importedAt: null, isOfSample: false };
    const evil = {
      ...pin({ isConfirmed: false, signer: MALLORY, scope: { kind: 'publisher' } }),
      id: 'a',
      importedAt: null,
      isOfSample: false,
    };
    const report = await verifyForged(meta.bundle, META, { listing, pins: [pinOf(good)] });
    expect(report.verdict.code).toBe('verified');
    const standing = standingOf(report, META, [evil, good]);
    expect(standing).toEqual({ kind: 'nothing' });
    expect(standingOf(report, META, [good])).toMatchObject({ kind: 'known', confirmed: { signer: META } });
  });

  it('confirming a claim confirms whom the check saw, not roots that came with the claim', async () => {
    const ours = makeChain();
    const theirs = makeChain();
    const bundle = signWithCertificate(statement, ours);
    const trust = { method: 'certificate', roots: [ours.rootPem] } as const;
    const first = await verifyForged(bundle, trust, { listing });
    const subject = first.signer?.method === 'certificate' ? first.signer.subject : '';
    const planted = pin({
      isConfirmed: false,
      signer: { method: 'certificate', roots: [ours.rootPem, theirs.rootPem], subject },
    });
    const kept = { ...planted, id: 'a', importedAt: null, isOfSample: false };
    const report = await verifyForged(bundle, trust, { listing, pins: [planted] });
    const standing = standingOf(report, trust, [kept]);
    if (standing.kind !== 'known' || standing.confirmed === null) throw new Error('nothing to confirm');
    const after = { ...planted, signer: standing.confirmed.signer, isConfirmed: true };
    const attack = await verifyForged(signWithCertificate(statement, theirs), NOBODY, {
      listing,
      pins: [after],
    });
    expect(attack.verdict.code).toBe('signer-mismatch');
  });
});

describe('expectations', () => {
  const base = (deny: string[]) => ({
    schemaVersion: 1,
    organisation: 'Acme',
    publicKeys: { k: meta.publicKeyPem },
    entries: [
      {
        id: 'e',
        models: ['llama-7b'],
        signers: [{ method: 'key', publicKey: 'k' }],
        deny: { fileTypes: deny },
      },
    ],
  });
  it.each([[['*.json']], [['json']], [['.json,.pkl']]])('deny %j is refused', async (deny) => {
    const parsed = await parseExpectations(JSON.stringify(base(deny)));
    expect(parsed).toMatchObject({ ok: false, reasons: [{ problem: 'not-a-file-type' }] });
  });

  it('an entry binds whoever the person says, with all that it asks for', async () => {
    const stated = async (deny: string[]) => {
      const parsed = await parseExpectations(JSON.stringify(base(deny)));
      if (!parsed.ok) throw new Error('unusable');
      return parsed.value;
    };
    const expectations = await stated(['.pkl']);
    const other = await verifyForged(mallory.bundle, MALLORY, { listing, expectations });
    expect(codesOf(other)).toEqual(['organisation-differs']);
    // One that does not say by which key it is.
    const { verificationMaterial, ...rest } = mallory.bundle;
    const unhinted = { ...rest, verificationMaterial: { ...verificationMaterial, publicKey: {} } };
    expect((await verifyForged(unhinted, MALLORY, { listing })).verdict.code).toBe('verified');
    const silent = await verifyForged(unhinted, MALLORY, { listing, expectations });
    expect(codesOf(silent)).toEqual(['organisation-differs']);
    // But one that fits nobody's is nobody's.
    const broken = await verifyForged(unhinted, META, { listing, expectations });
    expect(codesOf(broken)).toEqual(['signature-differs']);
    expect(codesOf(await verifyForged(unhinted, MALLORY, { listing, pins: [pin({})] }))).toEqual([
      'pin-differs',
    ]);
    const nobody = await verifyForged(mallory.bundle, NOBODY, { listing, expectations });
    expect(nobody.verdict.code).not.toBe('verified');
    const same = await verifyForged(meta.bundle, META, { listing, expectations });
    expect([same.verdict.code, same.trust.basis.kind]).toEqual(['verified', 'person']);
    const denied = await verifyForged(meta.bundle, META, { listing, expectations: await stated(['.json']) });
    expect(codesOf(denied)).toEqual(['file-type-not-allowed']);
    const elsewhere = await verifyForged(mallory.bundle, MALLORY, {
      listing: { ...listing, name: 'other' },
      expectations,
    });
    expect(elsewhere.verdict.code).toBe('verified');
  });
});

class Shifty extends Blob {
  reads = 0;
  readonly #texts: string[];
  constructor(texts: string[]) {
    super([texts[0] ?? '']);
    this.#texts = texts;
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    const text = this.#texts[Math.min(this.reads++, this.#texts.length - 1)] ?? '';
    return new Blob([text]).arrayBuffer();
  }
}

describe('a bundle that changes between questions', () => {
  it('is read once', async () => {
    const shifty = new Shifty([JSON.stringify(mallory.bundle), JSON.stringify(meta.bundle)]);
    const report = await verifyForged(shifty, MALLORY, { listing, pins: [pin({})] });
    expect([report.verdict.code, shifty.reads]).toEqual(['signer-mismatch', 1]);
  });
});

describe('an approved change', () => {
  it('is a claim until the files were compared', async () => {
    const report = await verifyForged(mallory.bundle, MALLORY, { listing, pins: [pin({})] });
    expect(report.rows.files.value).toBe('not-checked');
    expect(successor(report, MALLORY)).toEqual({ signer: MALLORY, isConfirmed: false });
    expect(successor(report, NOBODY)).toBeNull();
  });
});

describe('an import', () => {
  const here = { ...pin({}), id: 'a', importedAt: null, isOfSample: false };
  it.each([
    ['a pattern that fits', { kind: 'models', names: ['llama-*'] }],
    ['a publisher', { kind: 'publisher' }],
  ] as const)('%s is a rival of an exact name', (_, scope) => {
    const filed = { pin: pin({ name: 'Meta', signer: MALLORY, scope }), isOfSample: false };
    const plan = planImport({ exportedAt: here.pinnedAt, pins: [filed], checks: [] }, [here], []);
    expect(plan.pins).toEqual([]);
    expect(plan.conflicts).toHaveLength(1);
  });

  it('a claim here does not become confirmed by one name more', async () => {
    const claim = { ...here, isConfirmed: false };
    const filed = { pin: pin({ scope: { kind: 'models', names: ['llama-7b', 'x'] } }), isOfSample: false };
    const plan = planImport({ exportedAt: here.pinnedAt, pins: [filed], checks: [] }, [claim], []);
    const pins = [pinOf(claim), ...plan.pins.map((one) => one.pin)];
    const report = await verifyForged(meta.bundle, NOBODY, { listing, pins });
    expect(report.verdict.code).toBe('signer-unconfirmed');
  });
});

describe('a forged certificate of the same name, with no proof of time', () => {
  it('is by somebody else, and its log entry counts for nothing', async () => {
    const sigstore = makeSigstore();
    const trustedRoot = JSON.stringify(sigstore.trustedRoot);
    const { fulcio, at } = sigstore;
    const impostor = { ...fulcio, intermediate: impostorOf(fulcio.intermediate, at) };
    const fault = { inclusion: ['proof'], fault: 'checkpoint-by-another-key' } as const;
    const { bundle } = signKeyless({ ...sigstore, fulcio: impostor }, statement, fault);
    const signer = { method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot } as const;
    const pinned = await verifyForged(
      bundle,
      { method: 'inspect', trustedRoot },
      { listing, pins: [pin({ signer })] },
    );
    expect(codesOf(pinned)).toEqual(['pin-differs', 'signing-time-missing']);
    const parsed = await parseExpectations(
      JSON.stringify({
        schemaVersion: 1,
        organisation: 'Acme',
        trustedRoots: { r: sigstore.trustedRoot },
        entries: [
          {
            id: 'e',
            publisher: 'Meta',
            signers: [{ method: 'sigstore', identity: IDENTITY, issuer: ISSUER, trustedRoot: 'r' }],
            require: { log: true },
          },
        ],
      }),
    );
    if (!parsed.ok) throw new Error('unusable');
    const stated = await verifyForged(
      bundle,
      { method: 'expectations', expectations: parsed.value },
      { listing },
    );
    expect(stated.verdict.code).not.toBe('verified');
    expect(stated.trust.basis).toMatchObject({ entry: null });
  });
});

describe('a name in another Unicode form', () => {
  it('a pin for “modèle” is about the folder “modèle”, however its è is written', () => {
    const nfc = 'mod\u00e8le';
    expect(isCalled(nfc.normalize('NFD'), [nfc])).toBe(true);
    // What is remembered of a folder binds the model of that name on a hub too, whoever publishes it there.
    expect(isCalled('org/model', ['model'])).toBe(true);
    expect(isCalled('org/model', ['org/*'])).toBe(true);
    expect(isCalled('model', ['org/model'])).toBe(false);
  });
});
