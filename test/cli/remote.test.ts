import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { text } from '../forge/index.js';
import { startDirectory } from '../remote/servers/directory.js';
import { startHub, type HubFiles } from '../remote/servers/hub.js';
import { startRegistry } from '../remote/servers/registry.js';
import { reported, touchstone } from './command.js';
import { alone, start } from './process.js';
import { place, signed } from './signed.js';
import { temporaryFolder } from './temporary.js';

const FILES = { 'a.bin': text('aaa'), 'sub/b.bin': text('b'.repeat(5000)) };
const MODEL = 'org/model';
const ADDRESS = `hf://${MODEL}`;

/** A hub with the signed model, and a folder with its `key.pem`. */
async function hosted(more: HubFiles = {}, token?: string) {
  const { bundle, publicKeyPem } = await signed(FILES);
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'key.pem'), publicKeyPem);
  const files = { ...FILES, 'model.sig': JSON.stringify(bundle), ...more };
  const hub = await startHub({ [MODEL]: { files, ...(token === undefined ? {} : { token }) } });
  const ask = (...args: string[]) => [
    'verify',
    ADDRESS,
    '--public-key',
    'key.pem',
    '--hub',
    hub.url,
    ...args,
  ];
  return { hub, folder, ask, bundle };
}

describe('a model on a hub', () => {
  it('is streamed, with nothing kept, once so much may be fetched', async () => {
    const { hub: started, folder, ask } = await hosted();
    await using hub = started;
    const { report, code, stderr } = await reported(ask('--yes'), folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(report.verdict.code).toBe('verified');
    expect(report.model).toMatchObject({
      source: 'streamed',
      remote: { kind: 'hugging-face', revision: hub.commit(MODEL) },
    });
    expect(await readdir(folder)).toEqual(['key.pem']);
    const { code: shown, stdout } = await touchstone(ask('--max-bytes', '1MB'), folder);
    expect(shown).toBe(0);
    expect(stdout).toContain(new URL(hub.url).host);
    expect(stdout).toContain(hub.commit(MODEL));
  });

  it('is not fetched unasked, nor beyond what was said', async () => {
    const { hub: started, folder, ask } = await hosted();
    await using hub = started;
    const unasked = await touchstone(ask(), folder);
    expect(unasked.code).toBe(2);
    expect(unasked.stderr).toMatch(/^touchstone: .* in 3 files from .* would be fetched: say --yes/u);
    const beyond = await touchstone(ask('--max-bytes=1kB'), folder);
    expect(beyond.code).toBe(2);
    expect(beyond.stderr).toMatch(/more than --max-bytes allows/u);
    expect(hub.fetched('b.bin')).toBe(0);
  });

  it('is told of by its host alone where that is asked for, and is then never verified', async () => {
    const { hub: started, folder, ask } = await hosted();
    await using hub = started;
    const { report, code } = await reported(ask('--depth', 'reported'), folder);
    expect({ code, verdict: report.verdict.code }).toEqual({ code: 1, verdict: 'partial' });
    expect(report.verdict.reasons[0]).toMatchObject({ code: 'hub-reported', agreeing: 2, signed: 2 });
    expect(hub.fetched('b.bin')).toBe(0);
  });

  it('differs where other bytes come, in every depth that looks', async () => {
    const { hub: started, folder, ask } = await hosted();
    await using hub = started;
    hub.script.push({ path: 'b.bin', at: 'bytes', otherBytes: true });
    const { report, code } = await reported(ask('--yes'), folder);
    expect({ code, verdict: report.verdict.code }).toEqual({ code: 1, verdict: 'files-mismatch' });
    const kept = await reported(ask('--yes', '--download', 'here'), folder);
    expect({ code: kept.code, verdict: kept.report.verdict.code }).toEqual({
      code: 1,
      verdict: 'files-mismatch',
    });
  });

  it('is checked with --only and --ignore-paths, relative to the model', async () => {
    const { hub: started, folder, ask } = await hosted({ 'new.txt': 'x' });
    await using hub = started;
    const only = await reported(ask('--only', 'sub', '--max-bytes', '6000'), folder);
    expect(only.report.verdict.code).toBe('partial');
    expect(hub.fetched('a.bin')).toBe(0);
    expect((await reported(ask('--yes'), folder)).report.verdict.code).toBe('files-mismatch');
    expect((await reported(ask('--yes', '--ignore-paths', 'new.txt'), folder)).code).toBe(0);
  });

  it('takes a signature from this machine first, else from the listing', async () => {
    const { hub: started, folder, ask, bundle } = await hosted({ 'model.sig': 'none', 'sigs/x': '' });
    await using hub = started;
    const files = { ...FILES, 'sigs/x': JSON.stringify(bundle) };
    hub.models.set(MODEL, { files });
    expect((await reported(ask('--yes', '--signature', 'sigs/x'), folder)).code).toBe(0);
    const missing = await touchstone(ask('--yes', '--signature', 'none'), folder);
    expect(missing.stderr).toMatch(/signature none is neither a file here nor one that \S+ lists/u);
    await writeFile(join(folder, 'own'), JSON.stringify(bundle));
    const own = await reported(ask('--yes', '--signature', 'own', '--ignore-paths', 'sigs'), folder);
    expect(own.code).toBe(0);
  });

  it('that is private needs the token of the environment, which nobody else gets and nobody sees', async () => {
    const { hub: started, folder, ask } = await hosted({}, 'hf_secret');
    await using hub = started;
    const refused = await touchstone(ask('--yes'), folder);
    expect(refused.code).toBe(2);
    const { code, stdout, stderr } = await alone(ask('--yes'), folder, ['env', 'HF_TOKEN=hf_secret']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('secret');
    expect(hub.storage.asked.length).toBeGreaterThan(0);
    expect(hub.storage.asked.every(({ authorization }) => authorization === null)).toBe(true);
    const elsewhere = await alone(['verify', `${hub.storage.origin}/x/`, '--yes', '--hub', hub.url], folder, [
      'env',
      'HF_TOKEN=hf_secret',
    ]);
    expect(elsewhere.code).toBe(2);
    expect(hub.storage.asked.every(({ authorization }) => authorization === null)).toBe(true);
  });
});

describe('a model that is downloaded', () => {
  it('lies there as it was checked, and is not fetched twice', async () => {
    const { hub: started, folder, ask } = await hosted();
    await using hub = started;
    const first = await reported(ask('--yes', '--download', 'here'), folder);
    expect({ code: first.code, source: first.report.model.source }).toEqual({
      code: 0,
      source: 'file-system',
    });
    expect(first.report.model.remote?.revision).toBe(hub.commit(MODEL));
    expect((await readdir(join(folder, 'here'), { recursive: true })).sort()).toEqual([
      'a.bin',
      'model.sig',
      'sub',
      'sub/b.bin',
    ]);
    expect(await readFile(join(folder, 'here/sub/b.bin'), 'utf8')).toBe('b'.repeat(5000));
    expect(hub.fetched('b.bin')).toBe(1);
    await writeFile(join(folder, 'here/a.bin'), 'AAA');
    expect((await reported(ask('--yes', '--download', 'here'), folder)).code).toBe(0);
    expect(await readFile(join(folder, 'here/a.bin'), 'utf8')).toBe('aaa');
    expect(hub.fetched('b.bin')).toBe(1);
    expect((await reported(['verify', 'here', '--public-key', 'key.pem'], folder)).code).toBe(0);
    await writeFile(join(folder, 'here/more.txt'), '');
    expect((await reported(ask('--yes', '--download', 'here'), folder)).report.verdict.code).toBe(
      'files-mismatch',
    );
  });

  it('is not fetched for another signer', async () => {
    const { hub: started, folder } = await hosted();
    await using hub = started;
    const args = [
      'verify',
      ADDRESS,
      '--hub',
      hub.url,
      '--yes',
      '--download',
      'here',
      '--public-key',
      'other.pem',
    ];
    const other = await signed(FILES);
    await writeFile(join(folder, 'other.pem'), other.publicKeyPem);
    const { report } = await reported(args, folder);
    expect(report.verdict.code).toBe('signer-mismatch');
    expect(hub.fetched('b.bin')).toBe(0);
  });

  it('is not written through links, and leaves nothing half', async () => {
    const { hub: started, folder, ask } = await hosted();
    await using hub = started;
    await mkdir(join(folder, 'elsewhere'));
    await mkdir(join(folder, 'here'));
    await symlink('../elsewhere', join(folder, 'here/sub'));
    const byFolder = await reported(ask('--yes', '--download', 'here'), folder);
    expect(byFolder.report.verdict).toMatchObject({ code: 'could-not-check' });
    expect(byFolder.report.verdict.reasons[0]).toMatchObject({ code: 'download-failed', path: 'sub/b.bin' });
    expect(await readdir(join(folder, 'elsewhere'))).toEqual([]);

    await writeFile(join(folder, 'elsewhere/x'), 'x');
    await mkdir(join(folder, 'there'));
    await symlink('../elsewhere/x', join(folder, 'there/a.bin'));
    const byFile = await reported(ask('--yes', '--download', 'there'), folder);
    expect(byFile.report.verdict.reasons[0]).toMatchObject({ code: 'download-failed', path: 'a.bin' });
    expect(await readFile(join(folder, 'elsewhere/x'), 'utf8')).toBe('x');

    hub.script.push({ path: 'b.bin', status: 404 });
    const cut = await reported(ask('--yes', '--download', 'cut'), folder);
    expect(cut.report.verdict.reasons[0]).toMatchObject({ code: 'remote-file-failed', path: 'sub/b.bin' });
    expect(await readdir(join(folder, 'cut/sub')).catch(() => [])).toEqual([]);
  });

  it('leaves nothing half on Ctrl-C either', async () => {
    const { hub: started, folder, ask } = await hosted();
    await using hub = started;
    hub.script.push({ path: 'b.bin', at: 'bytes', dripAfter: 1000 });
    const { finished, interrupt } = start(ask('--yes', '--download', 'here'), folder);
    const inside = () => readdir(join(folder, 'here/sub')).catch(() => []);
    while ((await inside()).length === 0) await delay(10);
    interrupt();
    const { code, stderr } = await finished;
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: 'touchstone: interrupted; nothing was decided.\n',
    });
    expect(await inside()).toEqual([]);
  });
});

describe('a model elsewhere', () => {
  it('in a folder on a plain server is asked for by the index that the command made', async () => {
    const folder = await place(FILES);
    expect((await touchstone(['index', 'model'], folder)).code).toBe(0);
    const paths = ['a.bin', 'sub/b.bin', 'model.sig', 'touchstone-index.json'];
    const contents = await Promise.all(
      paths.map(async (path) => [path, await readFile(join(folder, 'model', path))] as const),
    );
    await using server = await startDirectory(Object.fromEntries(contents), { index: false });
    const { report, code } = await reported(
      ['verify', server.url, '--yes', '--public-key', 'key.pem'],
      folder,
    );
    expect({ code, kind: report.model.remote?.kind }).toEqual({ code: 0, kind: 'directory' });
  });

  it('in a registry is asked for with what docker login wrote', async () => {
    const { bundle, publicKeyPem } = await signed(FILES);
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'key.pem'), publicKeyPem);
    await using registry = await startRegistry({ access: { basic: 'me:secret' } });
    const layers = Object.entries(FILES).map(([path, content]) => ({
      content,
      annotations: { 'org.opencontainers.image.title': path },
    }));
    const subject = registry.push('acme/weather', { layers }, 'v1');
    const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
    const sig = {
      layers: [{ mediaType, content: JSON.stringify(bundle) }],
      artifactType: mediaType,
      subject,
    };
    registry.push('acme/weather', sig);
    const args = ['verify', `oci://${registry.host}/acme/weather:v1`, '--yes', '--public-key', 'key.pem'];
    expect((await touchstone(args, folder)).code).toBe(2);
    const auth = Buffer.from('me:secret').toString('base64');
    await writeFile(join(folder, 'config.json'), JSON.stringify({ auths: { [registry.host]: { auth } } }));
    const { report, code } = await reported(args, folder, ['env', 'DOCKER_CONFIG=.']);
    expect({ code, revision: report.model.remote?.revision }).toEqual({ code: 0, revision: subject });
    expect(JSON.stringify(report)).not.toContain(auth);
  });
});
