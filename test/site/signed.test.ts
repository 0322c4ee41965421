/** The site is a model: signed as one, and checked by the command like any other. */
import { appendFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { siteFiles } from '../../scripts/site/files.mjs';
import { NOT_SIGNED } from '../../scripts/site/statement.mjs';
import { differences } from '../cli/signed.js';
import { reported, touchstone } from '../cli/command.js';
import { IDENTITY, ISSUER, makeSigstore, signKeyless, signWithKey } from '../forge/index.js';
import { readStatement, SITE, signedSite } from './site.js';

const signer = signWithKey(await readStatement());
const sigstore = makeSigstore();

/** By a key that lives as long as this test. */
async function place(): Promise<string> {
  const folder = await signedSite(signer.bundle);
  await writeFile(join(folder, 'key.pem'), signer.publicKeyPem);
  return folder;
}

const check = (folder: string) =>
  reported(['verify', 'key', 'site', '--signature', 'site/model.sig', '--public-key', 'key.pem'], folder);

describe('the signed site', () => {
  it('is verified by a key, with every file of it', async () => {
    const { code, report } = await check(await place());
    expect({ code, verdict: report.verdict.code }).toEqual({ code: 0, verdict: 'verified' });
    const signed = (await siteFiles(SITE)).filter(({ path }) => !NOT_SIGNED.includes(path));
    expect(report.files.filter(({ state }) => state === 'match')).toHaveLength(signed.length);
  });

  it('is verified by a keyless signature', async () => {
    const { bundle } = signKeyless(sigstore, await readStatement());
    const folder = await signedSite(bundle);
    await writeFile(join(folder, 'root.json'), JSON.stringify(sigstore.trustedRoot));
    const args = ['verify', 'sigstore', 'site', '--trusted-root', 'root.json', '--identity-provider', ISSUER];
    expect((await reported([...args, '--identity', IDENTITY], folder)).report.verdict.code).toBe('verified');
    const another = await reported([...args, '--identity', `other-${IDENTITY}`], folder);
    expect(another.report.verdict.code).toBe('signer-mismatch');
  });

  it('has the root digest that the command prints', async () => {
    const folder = await place();
    const left = NOT_SIGNED.flatMap((path) => ['--ignore-paths', `site/${path}`]);
    const { stdout } = await touchstone(['digest', 'site', ...left], folder);
    expect(JSON.parse(await readStatement())).toMatchObject({
      subject: [{ digest: { sha256: stdout.trim() } }],
    });
  });
});

describe('a site that was changed after it was signed is not verified', () => {
  const script = async (folder: string) => {
    const { path } =
      (await siteFiles(join(folder, 'site'))).find(({ path: p }) => /index-.*\.js$/u.test(p)) ?? {};
    return path ?? 'no script';
  };

  it('one byte of a script', async () => {
    const folder = await place();
    const name = await script(folder);
    const file = join(folder, 'site', name);
    const bytes = await readFile(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(file, bytes);
    const { code, report } = await check(folder);
    expect({ code, verdict: report.verdict.code }).toEqual({ code: 1, verdict: 'files-mismatch' });
    expect(differences(report)).toEqual([expect.stringContaining(`${name}: changed`)]);
  });

  it('a file too many', async () => {
    const folder = await place();
    await writeFile(join(folder, 'site', 'assets', 'more.js'), '');
    const { report } = await check(folder);
    expect(report.verdict.code).toBe('files-mismatch');
    expect(differences(report)).toEqual([expect.stringContaining('assets/more.js: unsigned')]);
  });

  it('a file missing', async () => {
    const folder = await place();
    await rm(join(folder, 'site', 'favicon.svg'));
    const { report } = await check(folder);
    expect(report.verdict.code).toBe('files-mismatch');
    expect(differences(report)).toEqual([expect.stringContaining('favicon.svg: missing')]);
  });

  it('two files that changed places', async () => {
    const folder = await place();
    const at = (name: string) => join(folder, 'site', 'sample', name);
    await rename(at('ABOUT.md'), at('x'));
    await rename(at('index.json'), at('ABOUT.md'));
    await rename(at('x'), at('index.json'));
    expect(differences((await check(folder)).report)).toHaveLength(2);
  });

  it('another service worker', async () => {
    const folder = await place();
    await appendFile(join(folder, 'site', 'sw.js'), '\nself.skipWaiting();\n');
    const { report } = await check(folder);
    expect(report.verdict.code).toBe('files-mismatch');
    expect(differences(report)).toEqual([expect.stringMatching(/^sw\.js: (?:changed|unsigned)/u)]);
  });
});
