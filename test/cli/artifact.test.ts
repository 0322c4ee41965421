/** Files, and digests in their place, that any Sigstore bundle is about. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { clientTrustConfig, IDENTITY, ISSUER, WORKFLOW_CLAIMS } from '../forge/index.js';
import {
  about,
  FILE,
  FILE_NAME,
  FULL_SIGSTORE,
  MESSAGE,
  PROVENANCE,
} from '../matrix/mutations/sigstore-make.js';
import { touchstone } from './command.js';
import { temporaryFolder } from './temporary.js';

type Options = Parameters<typeof about>[1];

/** A folder with the file, its bundle, and what to trust. */
async function place(content: Parameters<typeof about>[0] = MESSAGE, options: Options = {}): Promise<string> {
  const folder = await temporaryFolder();
  const { bundle, trust } = about(content, options);
  const { trustedRoot } = FULL_SIGSTORE();
  await writeFile(join(folder, FILE_NAME), FILE);
  await writeFile(join(folder, 'bundle.json'), typeof bundle === 'string' ? bundle : '');
  await writeFile(join(folder, 'trusted_root.json'), JSON.stringify(trustedRoot));
  await writeFile(join(folder, 'config.json'), JSON.stringify(clientTrustConfig(trustedRoot)));
  if (trust.method === 'key') await writeFile(join(folder, 'key.pub'), trust.publicKey);
  return folder;
}

const WHO = ['--identity', IDENTITY, '--identity-provider', ISSUER] as const;
const ROOT = ['--trusted-root', 'trusted_root.json'] as const;
const BUNDLE = ['--signature', 'bundle.json'] as const;
const DIGEST = `sha256:${createHash('sha256').update(FILE).digest('hex')}`;

describe('touchstone verify, of a file', () => {
  it.each([
    ['a file’s signature', MESSAGE],
    ['a statement', PROVENANCE],
  ] as const)('by %s', async (_, content) => {
    const folder = await place(content);
    const done = await touchstone(['verify', 'sigstore', FILE_NAME, ...BUNDLE, ...WHO, ...ROOT], folder);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.stdout).toMatch(/^The file (?:matches|is) what /u);
  });

  it('says what was signed, and what the CA wrote about the run', async () => {
    const folder = await place(PROVENANCE, { signer: { claims: WORKFLOW_CLAIMS } });
    const { stdout } = await touchstone(['verify', FILE_NAME, ...BUNDLE, ...WHO, ...ROOT], folder);
    expect(stdout).toContain(
      'Signed     a statement about 1 file: SLSA provenance v1 (https://slsa.dev/provenance/v1).',
    );
    expect(stdout).toContain(`  Source repository: ${WORKFLOW_CLAIMS.sourceRepositoryUri}`);
    expect(stdout).toContain(`  Commit: ${WORKFLOW_CLAIMS.sourceRepositoryDigest}`);
  });

  it('under a client trust config', async () => {
    const folder = await place();
    const config = ['--trust_config', 'config.json'];
    expect((await touchstone(['verify', FILE_NAME, ...BUNDLE, ...WHO, ...config], folder)).code).toBe(0);
  });

  it('by a managed key, with and without a log that must vouch for it', async () => {
    const folder = await place(MESSAGE, { signer: { type: 'key' } });
    const check = ['verify', 'key', FILE_NAME, ...BUNDLE, '--public-key', 'key.pub'];
    expect((await touchstone(check, folder)).code).toBe(0);
    expect((await touchstone([...check, ...ROOT], folder)).code).toBe(0);
    const both = await touchstone([...check, ...WHO], folder);
    expect([both.code, both.stdout]).toEqual([2, '']);
  });

  it('fails for another file', async () => {
    const folder = await place();
    await writeFile(join(folder, FILE_NAME), 'something else');
    const done = await touchstone(['verify', FILE_NAME, ...BUNDLE, ...WHO, ...ROOT], folder);
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(/^touchstone: This is not what was signed\./u);
  });
});

describe('touchstone verify, of a digest', () => {
  it('answers for the digest and says so', async () => {
    const folder = await place();
    const done = await touchstone(['verify', DIGEST, ...BUNDLE, ...WHO, ...ROOT], folder);
    expect([done.code, done.stderr]).toEqual([0, '']);
    expect(done.stdout).toMatch(/^The digest matches /u);
    expect(done.stdout).toContain('Not checked: the file itself: you gave its digest only');
  });

  it('fails for another digest', async () => {
    const folder = await place();
    const done = await touchstone(
      ['verify', `sha256:${'0'.repeat(64)}`, ...BUNDLE, ...WHO, ...ROOT, '--json'],
      folder,
    );
    expect(done.code).toBe(1);
    expect((JSON.parse(done.stdout) as Report).verdict.code).toBe('files-mismatch');
  });

  it('refuses what is no digest, and options about folders', async () => {
    const folder = await place();
    expect((await touchstone(['verify', 'sha256:zz', ...BUNDLE, ...WHO, ...ROOT], folder)).code).toBe(2);
    const more = await touchstone(['verify', DIGEST, ...BUNDLE, ...WHO, ...ROOT, '--only', 'x'], folder);
    expect([more.code, more.stdout]).toEqual([2, '']);
  });

  it('is not led astray by a file of that name', async () => {
    const folder = await place();
    const wanted = `sha256:${'0'.repeat(64)}`;
    await writeFile(join(folder, wanted), FILE);
    expect((await touchstone(['verify', wanted, ...BUNDLE, ...WHO, ...ROOT], folder)).code).toBe(1);
    const { stdout } = await touchstone(['verify', `./${wanted}`, ...BUNDLE, ...WHO, ...ROOT], folder);
    expect(stdout).toMatch(/^The file matches /u);
  });
});
