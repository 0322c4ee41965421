/** Records that an organisation signed on the page. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportAsJson } from '../../web/lib/report-json.js';
import { sha256 } from '../../web/record/encode.js';
import { makeKey, publicHalf } from '../../web/record/key.js';
import { sign } from '../../web/record/sign.js';
import { statementOf } from '../../web/record/statement.js';
import { buildStatement, signWithKey, smallModel } from '../forge/index.js';
import { verifyForged } from '../verify-with.js';
import { touchstone } from './command.js';
import { temporaryFolder } from './temporary.js';

async function place(): Promise<string> {
  const folder = await temporaryFolder();
  const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
  const report = await verifyForged(bundle, { method: 'key', publicKey: publicKeyPem });
  const file = new Uint8Array(await (await reportAsJson(report)).arrayBuffer());
  const key = await makeKey('Example Ltd');
  const made = { organisation: key.name, page: 'https://touchstone.example/' };
  const saved = { name: 'report.json', sha256: await sha256(file) };
  await writeFile(join(folder, 'report.json'), file);
  await writeFile(
    join(folder, 'report.json.sigstore.json'),
    await sign(statementOf(report, saved, made), key),
  );
  await writeFile(join(folder, 'org.pem'), (await publicHalf(key)).pem);
  await writeFile(join(folder, 'other.pem'), (await publicHalf(await makeKey('Somebody else'))).pem);
  return folder;
}

const verify = (folder: string, key = 'org.pem') =>
  touchstone(
    ['verify', 'key', 'report.json', '--signature', 'report.json.sigstore.json', '--public-key', key],
    folder,
  );

it('the command verifies a signed record', async () => {
  const folder = await place();
  const { code, stdout, stderr } = await verify(folder);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('SLSA verification summary v1');
});

it.each(['report.json', 'report.json.sigstore.json'])('a changed %s is refused', async (name) => {
  const folder = await place();
  const text = await readFile(join(folder, name), 'utf8');
  const at = Math.floor(text.length / 2);
  await writeFile(
    join(folder, name),
    text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1),
  );
  expect((await verify(folder)).code).not.toBe(0);
});

it('another key is refused', async () => {
  expect((await verify(await place(), 'other.pem')).code).toBe(1);
});
