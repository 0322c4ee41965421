/** Models in a registry, signed as OMS does (files by name) and as cosign does (the artifact's manifest), in every depth. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { downloadTo } from '../../cli/download-folder.js';
import {
  downloadModel,
  inspectModel,
  openRemote,
  verifyModel,
  verifyReported,
  type Report,
} from '../../src/index.js';
import { buildStatement, signWithKey, text } from '../forge/index.js';
import { temporaryFolder } from '../cli/temporary.js';
import { startRegistry, type Layer, type RegistryServer } from './servers/registry.js';

const NAME = 'acme/weather';
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const RAW = 'application/vnd.cncf.model.weight.v1.raw';
const TAR = 'application/vnd.cncf.model.weight.v1.tar';
const PATH = 'org.cncf.model.filepath';
const FILES = { 'config.json': text('{"layers": 2}'), 'weights.bin': text('w'.repeat(10_000)) };

const LAYERS: readonly Layer[] = Object.entries(FILES).map(([path, content]) => ({
  mediaType: RAW,
  content,
  annotations: { [PATH]: path },
}));

/** As cosign signs: a statement about nothing but the manifest's digest. */
function cosigned(manifestDigest: string) {
  const [, sha256 = ''] = manifestDigest.split(':');
  return signWithKey({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'registry.example/acme/weather', digest: { sha256 } }],
    predicateType: 'https://sigstore.dev/cosign/sign/v1',
    predicate: {},
  });
}

function attach(registry: RegistryServer, subject: string, bundle: object): void {
  const layers = [{ mediaType: BUNDLE, content: JSON.stringify(bundle) }];
  registry.push(NAME, { artifactType: BUNDLE, subject, layers });
}

const open = ({ host }: RegistryServer) => openRemote(`oci://${host}/${NAME}:v1`, { fetcher: fetch });
const codes = ({ verdict }: Report) => verdict.reasons.map(({ code }) => code);
const states = ({ files }: Report) => Object.fromEntries(files.map(({ path, state }) => [path, state]));

describe('signed by name (OMS), as a referrer', () => {
  it('is checked as the files that its layers are', async () => {
    await using registry = await startRegistry();
    const digest = registry.push(NAME, { layers: LAYERS }, 'v1');
    const { bundle, publicKeyPem: publicKey } = signWithKey(await buildStatement(FILES));
    attach(registry, digest, bundle);
    const model = await open(registry);
    const report = await verifyModel({ model, trust: { method: 'key', publicKey } });
    expect(report.verdict.code).toBe('verified');
    expect(states(report)).toEqual({ 'config.json': 'match', 'weights.bin': 'match' });
    expect(report.model.remote?.revision).toBe(digest);
    expect(report.bundle?.path).toMatch(/^sha256:/);
    const reported = await verifyReported({ model, trust: { method: 'key', publicKey } });
    expect(reported.verdict.reasons[0]).toMatchObject({ code: 'hub-reported', agreeing: 2, signed: 2 });
    expect(reported.verdict.code).toBe('partial');
    const { claims, bundles } = await inspectModel({ model });
    expect(claims?.manifest?.fileCount).toBe(2);
    expect(bundles).toHaveLength(1);
  });

  it('is grey where the files lie in archives', async () => {
    await using registry = await startRegistry();
    const digest = registry.push(NAME, { layers: [{ mediaType: TAR, content: 'a tar' }] }, 'v1');
    const { bundle, publicKeyPem: publicKey } = signWithKey(await buildStatement(FILES));
    attach(registry, digest, bundle);
    const report = await verifyModel({ model: await open(registry), trust: { method: 'key', publicKey } });
    expect(report.verdict.code).toBe('could-not-check');
    expect(codes(report)[0]).toBe('remote-packed');
  });
});

describe('signed by its manifest (cosign)', () => {
  it('vouches for the blobs by the digests in that manifest, archives too', async () => {
    await using registry = await startRegistry();
    const layers = [...LAYERS, { mediaType: TAR, content: 'a tar' }];
    const digest = registry.push(NAME, { layers }, 'v1');
    const { bundle, publicKeyPem: publicKey } = cosigned(digest);
    attach(registry, digest, bundle);
    const model = await open(registry);
    const report = await verifyModel({ model, trust: { method: 'key', publicKey } });
    expect(report.verdict.code).toBe('verified');
    expect(Object.values(states(report))).toEqual(['match', 'match', 'match', 'match']);
    expect(states(report)).toMatchObject({ manifest: 'match', 'weights.bin': 'match' });
    expect(report.rows.files).toMatchObject({ value: 'match', signed: 4, matching: 4 });
    expect(report.notes).toContainEqual({ code: 'signed-through-list', list: 'manifest', count: 3 });
    const reported = await verifyReported({ model, trust: { method: 'key', publicKey } });
    expect(reported.verdict.code).toBe('partial');
    expect(reported.verdict.reasons[0]).toMatchObject({ code: 'hub-reported', agreeing: 3, signed: 3 });
  });

  it('vouches for them on the disk that they are downloaded to, and for nothing else there', async () => {
    await using registry = await startRegistry();
    const digest = registry.push(NAME, { layers: LAYERS }, 'v1');
    const { bundle, publicKeyPem: publicKey } = cosigned(digest);
    attach(registry, digest, bundle);
    const path = await temporaryFolder();
    const model = await open(registry);
    const download = async () =>
      downloadModel({
        model,
        folder: await downloadTo(path, new AbortController().signal),
        trust: { method: 'key', publicKey },
      });
    const report = await download();
    expect(states(report)).toEqual({ manifest: 'match', 'config.json': 'match', 'weights.bin': 'match' });
    expect(report.verdict.code).toBe('verified');
    expect(report.model.source).toBe('file-system');
    expect(report.verdict.headline).not.toContain('sent the files');
    await writeFile(join(path, 'more.bin'), 'x');
    const more = await download();
    expect(states(more)).toMatchObject({ 'weights.bin': 'match', 'more.bin': 'unsigned' });
    expect(more.verdict.code).toBe('files-mismatch');
    registry.script.push({ path: 'sha256', at: 'bytes', otherBytes: true });
    await rm(path, { recursive: true });
    expect(states(await download())).toMatchObject({ 'config.json': 'changed', 'weights.bin': 'changed' });
  });

  it('is red where something that the manifest names is not on the disk', async () => {
    await using registry = await startRegistry();
    // What git would run is not written, whoever names it.
    const hook = { mediaType: RAW, content: 'evil', annotations: { [PATH]: '.git/config' } };
    const digest = registry.push(NAME, { layers: [...LAYERS, hook] }, 'v1');
    const { bundle, publicKeyPem: publicKey } = cosigned(digest);
    attach(registry, digest, bundle);
    const folder = await downloadTo(await temporaryFolder(), new AbortController().signal);
    const report = await downloadModel({
      model: await open(registry),
      folder,
      trust: { method: 'key', publicKey },
    });
    expect(states(report)).toMatchObject({ 'weights.bin': 'match', '.git/config': 'missing' });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(report.rows.files).toMatchObject({ value: 'differ', missing: 1, signed: 4, matching: 3 });
  });

  it('is red where the only blob is another one', async () => {
    await using registry = await startRegistry();
    const digest = registry.push(NAME, { layers: LAYERS.slice(0, 1) }, 'v1');
    const { bundle, publicKeyPem: publicKey } = cosigned(digest);
    attach(registry, digest, bundle);
    const model = await open(registry);
    // The signature comes first, and truly.
    registry.script.push({ path: 'sha256', at: 'bytes', times: 1 });
    registry.script.push({ path: 'sha256', at: 'bytes', otherBytes: true });
    const report = await verifyModel({ model, trust: { method: 'key', publicKey } });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(codes(report)).toEqual(['files-differ']);
  });

  it('is red where a blob is another one than the manifest says', async () => {
    await using registry = await startRegistry();
    const digest = registry.push(NAME, { layers: LAYERS }, 'v1');
    const { bundle, publicKeyPem: publicKey } = cosigned(digest);
    attach(registry, digest, bundle);
    const model = await open(registry);
    registry.script.push({ path: 'sha256', at: 'bytes', otherBytes: true });
    // The signature comes first, and truly.
    registry.script.unshift({ path: 'sha256', at: 'bytes', times: 1 });
    const report = await verifyModel({ model, trust: { method: 'key', publicKey } });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(states(report)).toEqual({
      manifest: 'match',
      'config.json': 'changed',
      'weights.bin': 'changed',
    });
  });

  it('is no word about another artifact of that name', async () => {
    await using registry = await startRegistry();
    const signed = registry.push(NAME, { layers: LAYERS }, 'v1');
    const { bundle, publicKeyPem: publicKey } = cosigned(signed);
    const other = registry.push(NAME, { layers: [{ mediaType: RAW, content: 'other' }] }, 'v1');
    // Somebody hangs the true signature of one artifact on another.
    attach(registry, other, bundle);
    const model = await open(registry);
    const report = await verifyModel({ model, trust: { method: 'key', publicKey } });
    expect(report.verdict.code).toBe('files-mismatch');
    expect(codes(report)).toContain('no-file-signed');
    const reported = await verifyReported({ model, trust: { method: 'key', publicKey } });
    expect(reported.verdict.code).toBe('files-mismatch');
  });
});
