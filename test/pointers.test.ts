import { describe, expect, it } from 'vitest';
import type { Report } from '../src/index.js';
import { buildStatement, entriesOf, signWithKey, smallModel, text, type ForgedFiles } from './forge/index.js';
import { codesOf, verifyForged } from './verify-with.js';

const OID = '4d7a2146'.repeat(8);
const LFS = text(`version https://git-lfs.github.com/spec/v1\noid sha256:${OID}\nsize 1000\n`);
const XET = text(`# xet version 0\nfilesize = 1000\nhash = '${OID}'\n`);

const files = smallModel();
const [one, ten] = ['weights/part 1.bin', 'weights/part 10.bin'];

async function check(signed: ForgedFiles, here: ForgedFiles): Promise<Report> {
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(signed));
  return verifyForged(bundle, { method: 'key', publicKey: publicKeyPem }, { model: entriesOf(here) });
}

describe('pointers in the place of files', () => {
  it('explain why one file differs', async () => {
    const report = await check(files, { ...files, [one]: LFS });
    expect(report.verdict).toMatchObject({
      code: 'files-mismatch',
      headline: '1 file differs from what was signed.',
      reasons: [
        { code: 'files-differ', changed: 1 },
        { code: 'files-are-pointers', system: 'git-lfs', count: 1, path: one },
      ],
    });
    expect(report.files[0]).toMatchObject({
      path: one,
      state: 'changed',
      reason: { code: 'file-is-pointer', path: one, system: 'git-lfs' },
    });
    expect(report.notes).toEqual([]);
  });

  it('are counted, and the first by name is the example, however they were hashed', async () => {
    for (const model of [
      { ...files, [ten]: XET, [one]: XET, 'README.md': XET },
      { 'README.md': XET, ...files, [one]: XET, [ten]: XET },
    ]) {
      const report = await check(files, { ...model, 'README.md': XET });
      expect(report.verdict.reasons[1]).toEqual({
        code: 'files-are-pointers',
        system: 'xet',
        count: 3,
        path: 'README.md',
      });
    }
  });

  it('are not every small file that differs', async () => {
    const report = await check(files, { ...files, [one]: text('x'.repeat(130)), 'config.json': text('{}') });
    expect(codesOf(report)).toEqual(['files-differ']);
    expect(report.files.slice(0, 2).map(({ reason }) => reason)).toEqual([undefined, undefined]);
  });

  it('were perhaps signed themselves: they match, and there is a note', async () => {
    const signed = { ...files, [one]: LFS, [ten]: XET };
    const report = await check(signed, signed);
    expect(report.verdict.code).toBe('verified');
    expect(report.notes).toEqual([
      { code: 'signed-pointer', path: one },
      { code: 'signed-pointer', path: ten },
    ]);
    expect(report.files.every(({ state, reason }) => state === 'match' && reason === undefined)).toBe(true);
  });

  it('that nobody signed are just unsigned', async () => {
    const report = await check(files, { ...files, 'added.bin': LFS });
    expect(codesOf(report)).toEqual(['files-differ']);
    expect(report.files[0]).toMatchObject({ path: 'added.bin', state: 'unsigned' });
  });

  it('may stand for a sharded file', async () => {
    const statement = await buildStatement(files, { method: 'shards', shardSize: 700 });
    const { bundle, publicKeyPem } = signWithKey(statement);
    const report = await verifyForged(
      bundle,
      { method: 'key', publicKey: publicKeyPem },
      { model: entriesOf({ ...files, [ten]: LFS }) },
    );
    expect(report.files[0]).toMatchObject({
      path: ten,
      state: 'changed',
      reason: { code: 'file-is-pointer' },
    });
  });

  it('may be many', async () => {
    const paths = Array.from({ length: 300 }, (_, i) => `f${String(i)}`);
    const all = (bytes: Uint8Array<ArrayBuffer>): ForgedFiles =>
      Object.fromEntries(paths.map((path) => [path, bytes]));
    const report = await check(all(text('the file itself')), all(LFS));
    expect(report.verdict.reasons[1]).toMatchObject({ code: 'files-are-pointers', count: 300, path: 'f0' });
  });
});
