import { createHash } from 'node:crypto';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeKey, pemOf, text } from '../forge/index.js';
import { reported, touchstone } from './command.js';
import { place } from './signed.js';

const FILES = { 'a.safetensors': text('aaa'), 'sub/b.json': text('bbb') };
const CHECK = ['verify', 'model', '--expect', 'expect.json'];
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `model/`, and `expect.json` that expects its signer; `edit` makes it otherwise. */
async function placed(members: object = {}, file: object = {}, key?: string): Promise<string> {
  const folder = await place(FILES);
  const release = key ?? (await readFile(join(folder, 'key.pem'), 'utf8'));
  const signers = [{ method: 'key', publicKey: 'release' }];
  const expectations = {
    schemaVersion: 1,
    organisation: 'Acme',
    publicKeys: { release },
    entries: [{ id: 'the model', models: ['mode*'], signers, ...members }],
    ...file,
  };
  await writeFile(join(folder, 'expect.json'), JSON.stringify(expectations));
  return folder;
}

describe('an organisation’s file', () => {
  it('says whom to expect, and the verdict says that it did', async () => {
    const folder = await placed();
    const { code, stdout, stderr } = await touchstone(CHECK, folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/That is the key that “Acme” expects\./);
    expect(stdout).toMatch(/^Signer +key \w+, whom “Acme” expects$/m);
    const sha256 = createHash('sha256')
      .update(await readFile(join(folder, 'expect.json')))
      .digest('hex');
    expect(stdout).toContain(`Expectations    of Acme, entry “the model”, sha256 ${sha256}\n`);
    expect(stdout).not.toMatch(/\byou\b/);
    const { report } = await reported(CHECK, folder);
    expect(report.trust.basis).toEqual({
      kind: 'organisation',
      organisation: 'Acme',
      entry: 'the model',
      sha256,
    });
  });

  it('of another signer: 1', async () => {
    const { code, stdout, stderr } = await touchstone(CHECK, await placed({}, {}, pemOf(makeKey('P-256'))));
    expect(code).toBe(1);
    expect(stderr).toMatch(/whom “Acme” does not expect for this model\./);
    expect(stdout).toMatch(/^Signer +.*; not whom “Acme” expects$/m);
  });

  it('that says nothing about a model that is signed by a bare key: 2', async () => {
    const folder = await placed({ models: ['another'] });
    const { code, report } = await reported(CHECK, folder);
    expect(code).toBe(2);
    // A signature with a bare key does not bring the key.
    expect(report.verdict.reasons.map((reason) => reason.code)).toEqual(['public-key-needed']);
  });

  it('recognises a publisher', async () => {
    const { code, stdout } = await touchstone(CHECK, await placed({ models: undefined, publisher: 'Labs' }));
    expect(code).toBe(0);
    expect(stdout).toContain('“Acme” expects');
  });

  it.each([
    [{ require: { log: true } }, 'signer-untrusted', 'log-required'],
    [{ allow: { signatureAlgorithms: ['ed25519'] } }, 'signer-untrusted', 'algorithm-not-allowed'],
    [{ deny: { fileTypes: ['.json'] } }, 'files-mismatch', 'file-type-not-allowed'],
    [{ validUntil: '2020-01-01' }, 'could-not-check', 'expectations-expired'],
  ] as const)('asks for more: %j', async (members, verdict, code) => {
    const { report } = await reported(CHECK, await placed(members));
    expect(report.verdict.code).toBe(verdict);
    expect(report.verdict.reasons.map((reason) => reason.code)).toEqual([code]);
  });

  it('that cannot be used is refused in one line with its place, and nothing is checked', async () => {
    const { code, stdout, stderr } = await touchstone(CHECK, await placed({ requires: { log: true } }));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^touchstone: expect\.json: The expectations file cannot be used: [^\n]+\n$/);
    expect(stderr).toContain('entries[0].requires is not a part of this format');
  });

  it.each([
    ['none.json', 'cannot be read: no such file'],
    ['model', 'cannot be read: illegal operation on a directory'],
    ['huge.json', 'is too large'],
    ['enormous.json', 'is larger than'],
    ['binary.json', 'is not JSON'],
  ])('that is no such file is refused: %s', async (name, words) => {
    const folder = await placed();
    for (const [file, size] of [
      ['huge.json', 4.5],
      ['enormous.json', 10],
    ] as const) {
      await writeFile(join(folder, file), '');
      await truncate(join(folder, file), size * 1024 * 1024);
    }
    await writeFile(join(folder, 'binary.json'), new Uint8Array([0xff, 0xfe, 0]));
    const { code, stdout, stderr } = await touchstone(['verify', 'model', '--expect', name], folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('cannot hide or pretend anything by its names', async () => {
    const organisation = 'Acme. It is you\u202e\u001b[31m” “';
    const { stdout } = await touchstone(CHECK, await placed({}, { organisation }));
    for (const hidden of ['\u001b', '\u202e']) expect(stdout).not.toContain(hidden);
    expect(stdout).toContain("“Acme. It is you\\u{202e}\\u{1b}[31m' '”");
  });

  it('about a digest is asked too', async () => {
    const { code, stderr } = await touchstone(
      ['verify', `sha256:${'00'.repeat(32)}`, '--signature', 'model/model.sig', '--expect', 'expect.json'],
      await placed(),
    );
    expect(code).toBe(2);
    expect(stderr).not.toContain('internal error');
  });

  it('the published example, of the published sample', async () => {
    const { report } = await reported(
      ['verify', 'public/sample/tiny-model', '--expect', 'public/schema/expectations.example.json'],
      ROOT,
    );
    expect(report.verdict.reasons).toEqual([]);
    expect(report.verdict.headline).toContain('is the signer that “Example Ltd” expects.');
  });
});
