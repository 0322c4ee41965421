/** The sample that is committed: whole, what the script makes, and signed by the Sigstore beside it. */
import { readdir, readFile } from 'node:fs/promises';
import { bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { expect, it } from 'vitest';
import { buildStatement, USUAL_IGNORE_PATHS } from './index.js';
import { CHANGED_CONFIG, sampleModel } from './sample-model.js';

const sample = new URL('../../public/sample/', import.meta.url);
const read = (path: string) => readFile(new URL(path, sample));
const readJson = async (path: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(path, sample), 'utf8'));

it('lists exactly the files that are there, made by the generator', async () => {
  const files = sampleModel();
  const found = await readdir(new URL('tiny-model/', sample), { recursive: true, withFileTypes: true });
  expect(found.filter((f) => f.isFile())).toHaveLength(Object.keys(files).length + 1);
  expect(await readJson('index.json')).toEqual({
    name: 'tiny-model',
    files: [...Object.keys(files), 'model.sig'],
    identity: 'sample-signer@touchstone.example',
    issuer: 'https://login.touchstone.example',
    trustedRoot: 'trusted_root.json',
    changed: { 'config.json': 'changed/config.json' },
    anotherSigner: { 'model.sig': 'another-signer/model.sig' },
  });
  expect(Buffer.compare(await read('changed/config.json'), CHANGED_CONFIG)).toBe(0);
  for (const [path, bytes] of Object.entries(files)) {
    expect(Buffer.compare(await read(`tiny-model/${path}`), bytes), path).toBe(0);
  }
});

it.each([
  ['tiny-model/model.sig', 'sample-signer@touchstone.example'],
  ['another-signer/model.sig', 'somebody-else@touchstone.example'],
])('%s: the same files, signed by %s', async (path, signer) => {
  const bundle = bundleFromJSON(await readJson(path));
  const trust = toTrustMaterial(TrustedRoot.fromJSON(await readJson('trusted_root.json')));
  const { identity } = new Verifier(trust).verify(toSignedEntity(bundle));
  expect(identity?.subjectAlternativeName).toBe(signer);
  expect(identity?.extensions?.issuer).toBe('https://login.touchstone.example');
  const payload =
    bundle.content.$case === 'dsseEnvelope' ? bundle.content.dsseEnvelope.payload.toString() : '';
  const options = { name: 'tiny-model', ignorePaths: USUAL_IGNORE_PATHS };
  expect(JSON.parse(payload)).toEqual(await buildStatement(sampleModel(), options));
});

it('has weights in the safetensors format', () => {
  const files = Object.entries(sampleModel()).filter(([path]) => path.endsWith('.safetensors'));
  expect(files).toHaveLength(2);
  for (const [, bytes] of files) {
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    const dataEnd = bytes.length - 8 - length;
    const last: unknown = Object.values(header ?? {}).at(-1);
    expect(last).toHaveProperty('dtype', 'F16');
    expect(last).toHaveProperty('data_offsets.1', dataEnd);
  }
});
