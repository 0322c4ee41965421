/** Hugging Face's cache: `models--ORGANISATION--NAME/{blobs,refs,snapshots}`, snapshots being links into blobs. */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noise, text, type ForgedFiles } from '../forge/index.js';
import { reported, touchstone } from './command.js';
import { signed } from './signed.js';
import { temporaryFolder } from './temporary.js';

const FILES: ForgedFiles = {
  'config.json': text('{}\n'),
  'weights.bin': noise(5000, 1),
  'unet/weights.bin': noise(6000, 2),
  'twin.json': text('{}\n'),
};
const REVISION = '0123456789abcdef0123456789abcdef01234567';
const REPOSITORY = 'models--an-org--a.model';
const SNAPSHOT = join(REPOSITORY, 'snapshots', REVISION);

const hex = (algorithm: string, ...parts: Uint8Array[]) =>
  createHash(algorithm).update(Buffer.concat(parts)).digest('hex');
/** Large files go by their SHA-256, small ones by git's name for them. */
const blobName = (bytes: Uint8Array) =>
  bytes.length > 1000 ? hex('sha256', bytes) : hex('sha1', text(`blob ${bytes.length}\0`), bytes);

interface Cache {
  readonly folder: string;
  /** Where a file's bytes lie, relative to the repository's folder. */
  readonly blobOf: (bytes: Uint8Array) => string;
}

/** As `hf download` makes it, with the bundle among the files or beside the cache, as `model.sig`. */
async function makeCache(bundle: 'inside' | 'beside'): Promise<Cache> {
  const folder = await temporaryFolder();
  const made = await signed(FILES);
  const signature = text(JSON.stringify(made.bundle));
  await writeFile(join(folder, 'key.pem'), made.publicKeyPem);
  if (bundle === 'beside') await writeFile(join(folder, 'model.sig'), signature);
  const files = bundle === 'inside' ? { ...FILES, 'model.sig': signature } : FILES;
  for (const part of ['blobs', 'refs', `snapshots/${REVISION}`])
    await mkdir(join(folder, REPOSITORY, part), { recursive: true });
  await writeFile(join(folder, REPOSITORY, 'refs/main'), REVISION);
  for (const [path, bytes] of Object.entries(files)) {
    const blob = join(folder, REPOSITORY, 'blobs', blobName(bytes));
    await writeFile(blob, bytes);
    const link = join(folder, SNAPSHOT, path);
    await mkdir(dirname(link), { recursive: true });
    await symlink(relative(dirname(link), blob), link);
  }
  return { folder, blobOf: (bytes) => `blobs/${blobName(bytes)}` };
}

const check = (model: string, bundle: 'inside' | 'beside') => [
  ...['verify', 'key', model, '--public-key', 'key.pem'],
  ...(bundle === 'beside' ? ['--signature', 'model.sig'] : []),
];

describe.each(['inside', 'beside'] as const)('the folder of a repository, its bundle %s', (bundle) => {
  it('is partial: every signed file is found by digest, and under which blob is said', async () => {
    const { folder, blobOf } = await makeCache(bundle);
    const { code, report, stderr } = await reported(check(REPOSITORY, bundle), folder);
    expect([code, report.verdict.code]).toEqual([1, 'partial']);
    expect(report.rows.files).toMatchObject({ value: 'partly-checked', signed: 4, matching: 4 });
    const found = report.files.filter(({ foundAs }) => foundAs !== undefined);
    expect(Object.fromEntries(found.map(({ path, foundAs }) => [path, foundAs]))).toEqual(
      Object.fromEntries(Object.entries(FILES).map(([path, bytes]) => [path, blobOf(bytes)])),
    );
    expect(report.notChecked).toContainEqual({ code: 'names' });
    expect(stderr).toBe(
      `touchstone: ${report.verdict.headline} To check the names too, make a copy that has them (“hf download NAME --local-dir FOLDER”) and check that folder.\n`,
    );
    const { stdout } = await touchstone(check(REPOSITORY, bundle), folder);
    for (const [path, bytes] of Object.entries(FILES))
      expect(stdout).toMatch(new RegExp(`^match +${path} \\(as ${blobOf(bytes)}\\)$`, 'mu'));
    expect(stdout).toMatch(/^not checked: \d+ more files here$/mu);
    expect(stdout).toMatch(/^Not checked: .*names/mu);
  });

  it('differs where a blob does, or is gone', async () => {
    const { folder, blobOf } = await makeCache(bundle);
    await appendFile(join(folder, REPOSITORY, blobOf(noise(5000, 1))), '!');
    await rm(join(folder, REPOSITORY, blobOf(noise(6000, 2))));
    const { code, report } = await reported(check(REPOSITORY, bundle), folder);
    expect([code, report.verdict.code]).toEqual([1, 'files-mismatch']);
    expect(report.rows.files).toMatchObject({ matching: 2, missing: 2 });
  });
});

describe('a snapshot', () => {
  it.each([
    ['inside', 'unsigned'],
    ['beside', 'files-mismatch'],
  ] as const)(
    'holds links that are not followed, its bundle %s: %s, with the ways out',
    async (bundle, verdict) => {
      const { folder } = await makeCache(bundle);
      const { code, report } = await reported(check(SNAPSHOT, bundle), folder);
      expect([code, report.verdict.code]).toEqual([1, verdict]);
      expect(report.rows.files.matching).toBe(0);
      const { stdout } = await touchstone(check(SNAPSHOT, bundle), folder);
      const [hint, ...others] = stdout.split('\n').filter((line) => line.startsWith('Hint: '));
      expect(others).toEqual([]);
      for (const way of [
        `hf download an-org/a.model --revision ${REVISION} --local-dir DIR`,
        `cp -rL ${SNAPSHOT} DIR`,
        `name ${join(folder, REPOSITORY)}:`,
      ])
        expect(hint).toContain(way);
    },
  );

  it('is verified once it is copied as the hint says', async () => {
    const { folder } = await makeCache('inside');
    execFileSync('cp', ['-rL', SNAPSHOT, 'DIR'], { cwd: folder });
    expect((await touchstone(check('DIR', 'inside'), folder)).code).toBe(0);
  });

  it('gets no hint where its files are files', async () => {
    const { folder } = await makeCache('inside');
    execFileSync('cp', ['-rL', SNAPSHOT, 'DIR'], { cwd: folder });
    await rm(join(folder, SNAPSHOT), { recursive: true });
    execFileSync('mv', ['DIR', SNAPSHOT], { cwd: folder });
    expect((await touchstone(check(SNAPSHOT, 'inside'), folder)).code).toBe(0);
    await appendFile(join(folder, SNAPSHOT, 'config.json'), '!');
    expect((await touchstone(check(SNAPSHOT, 'inside'), folder)).stdout).not.toContain('Hint');
  });
});
