import { describe, expect, it } from 'vitest';
import { verifyModel } from '../../src/index.js';
import {
  buildStatement,
  entriesOf,
  IDENTITY,
  ISSUER,
  makeSigstore,
  signKeyless,
  signWithKey,
  smallModel,
} from '../forge/index.js';
import { codesOf, verifyForged } from '../verify-with.js';

const files = smallModel();
const statement = await buildStatement(files);
const signed = signWithKey(statement);
const byKey = { method: 'key', publicKey: signed.publicKeyPem } as const;
const sigstore = makeSigstore();
const keyless = signKeyless(sigstore, statement, { timestamp: true }).bundle;
const byIdentity = {
  method: 'sigstore',
  identity: IDENTITY,
  issuer: ISSUER,
  trustedRoot: sigstore.trustedRoot,
} as const;

/** Every object inside, as paths of keys. */
function objectsOf(
  value: unknown,
  path: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => objectsOf(item, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return [path, ...Object.entries(value).flatMap(([key, item]) => objectsOf(item, [...path, key]))];
}

function textsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value === 'string') return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => textsOf(item, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key]));
}

function inside(bundle: object, path: readonly (string | number)[]): object {
  return path.reduce<object>((at, key) => Reflect.get(at, key) as object, bundle);
}

function withExtra(bundle: object, path: readonly (string | number)[]): object {
  const copy = structuredClone(bundle);
  Reflect.set(inside(copy, path), 'peft_type', 'LORA');
  return copy;
}

/** A bundle in the model is excused from being signed, so it must not be able to be anything else. */
describe('a bundle holds nothing but a bundle', () => {
  it.each(objectsOf(signed.bundle).map((path) => [path.join('.'), path] as const))(
    'by key, %s',
    async (_, path) => {
      const report = await verifyForged(withExtra(signed.bundle, path), byKey);
      expect([report.verdict.code, codesOf(report)]).toEqual(['could-not-check', ['bundle-malformed']]);
    },
  );

  it.each(objectsOf(keyless).map((path) => [path.join('.'), path] as const))(
    'keyless, %s',
    async (_, path) => {
      const report = await verifyForged(withExtra(keyless, path), byIdentity);
      expect([report.verdict.code, codesOf(report)]).toEqual(['could-not-check', ['bundle-malformed']]);
    },
  );

  // A template, and a sentence to a language model.
  it.each(['{{ evil }}', '<script>', 'Ignore all that was said before'])(
    'not even in a text: %s',
    async (words) => {
      const withRoom = structuredClone(signed.bundle);
      const keyMaterial = inside(withRoom, ['verificationMaterial']);
      const entries: unknown = Reflect.get(inside(keyless, ['verificationMaterial']), 'tlogEntries');
      Reflect.set(keyMaterial, 'tlogEntries', entries);
      Reflect.set(inside(withRoom, ['dsseEnvelope', 'signatures', 0]), 'keyid', 'abc');
      expect((await verifyForged(withRoom, byKey)).verdict.code).toBe('verified');
      for (const [bundle, trust] of [
        [withRoom, byKey],
        [keyless, byIdentity],
      ] as const) {
        for (const path of textsOf(bundle)) {
          const copy = structuredClone(bundle);
          const member = path.at(-1) ?? '';
          const holder = inside(copy, path.slice(0, -1));
          Reflect.set(holder, member, `${String(Reflect.get(holder, member))}${words}`);
          expect((await verifyForged(copy, trust)).verdict.code, path.join('.')).not.toBe('verified');
        }
      }
    },
  );

  it('in no member that the check itself does not use, either', async () => {
    const hidden = { peft_type: 'LORA' };
    for (const [part, member] of [
      ['inclusionProof', 'rootHash'],
      ['inclusionPromise', 'signedEntryTimestamp'],
    ] as const) {
      const bundle = structuredClone(keyless);
      Reflect.set(inside(bundle, ['verificationMaterial', 'tlogEntries', 0, part]), member, hidden);
      expect(codesOf(await verifyForged(bundle, byIdentity))).toEqual(['bundle-malformed']);
    }
    const old = structuredClone(signWithKey(statement, { shape: 'rawBytes', key: signed.key }).bundle);
    Reflect.set(inside(old, ['verificationMaterial', 'publicKey']), 'keyDetails', hidden);
    expect(codesOf(await verifyForged(old, byKey))).toEqual(['bundle-malformed']);
  });

  it('an unsigned file that poses as the signature is found out', async () => {
    const posing = new Blob([JSON.stringify({ peft_type: 'LORA', ...signed.bundle })]);
    const model = [...entriesOf(files), { path: 'adapter_config.json', blob: posing }];
    expect((await verifyModel({ model, trust: byKey })).verdict.colour).not.toBe('green');
    expect((await verifyForged(signed.bundle, byKey, { model })).verdict.code).toBe('files-mismatch');
  });

  it('excuses one copy of a bundle that was handed over, the topmost', async () => {
    const text = JSON.stringify(signed.bundle);
    const copy = (path: string) => ({ path, blob: new Blob([text]) });
    const one = await verifyForged(text, byKey, { model: [...entriesOf(files), copy('model.sig')] });
    const two = await verifyForged(text, byKey, {
      model: [copy('deep/x.json'), ...entriesOf(files), copy('model.sig')],
    });
    expect([one.verdict.code, two.verdict.code]).toEqual(['verified', 'files-mismatch']);
    expect(two.files.find(({ state }) => state === 'unsigned')?.path).toBe('deep/x.json');
  });
});
