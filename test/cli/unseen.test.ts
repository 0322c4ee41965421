import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildStatement,
  ISSUER,
  makeChain,
  makeSigstore,
  signKeyless,
  signWithCertificate,
  signWithKey,
  text,
  writeModel,
  type Bundle,
  type ForgedFiles,
} from '../forge/index.js';
import { hostile, rawInLines } from '../unseen.js';
import { touchstone } from './command.js';
import { CHECK, place } from './signed.js';
import { temporaryFolder } from './temporary.js';

/** The last two look alike. */
const FILES: ForgedFiles = {
  'a.bin': text('aaa'),
  [hostile('signed')]: text('bbb'),
  [hostile('Signed')]: text('ccc'),
};

/** Runs it as text and as JSON, and holds all that it says against what nobody may see. */
async function expectNothingRaw(args: readonly string[], folder: string): Promise<string> {
  const [{ stdout, stderr }, json] = await Promise.all([
    touchstone(args, folder),
    touchstone([...args, '--json'], folder),
  ]);
  expect(rawInLines(stdout)).toEqual([]);
  expect(rawInLines(stderr)).toEqual([]);
  expect(stderr).toMatch(/^(?:touchstone: [^\n]+\n)?$/u);
  expect(rawInLines(json.stdout)).toEqual([]);
  return stdout + stderr;
}

async function placeWith(bundle: Bundle, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await temporaryFolder();
  await writeModel(join(folder, 'model'), FILES, bundle);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

describe('what nobody may see is spelled out', () => {
  it('in names of files, signed, missing, not signed, left out and left over', async () => {
    const folder = await place(FILES, {
      name: hostile('model'),
      ignorePaths: [hostile('/absolute'), hostile('ignored')],
      mutate: ({ predicate }) => Reflect.set(predicate, hostile('key'), 1),
    });
    await writeFile(join(folder, 'model', hostile('unsigned')), '');
    await writeFile(join(folder, 'model', hostile('ignored')), '');
    await writeFile(join(folder, 'model', hostile('._left')), '');
    await mkdir(join(folder, 'model', hostile('folder')));
    await writeFile(join(folder, 'model', hostile('folder'), 'x'), '');
    const said = await expectNothingRaw(CHECK, folder);
    expect(said).toContain('look alike: “Signed\\u{1}.');
    for (const stem of ['unsigned', 'ignored', '._left', 'folder', '/absolute', 'key'])
      expect(said).toContain(`${stem}\\u{1}.`);
    await expectNothingRaw([...CHECK, '--ignore-unsigned-files'], folder);
    await expectNothingRaw([...CHECK, '--only', `model/${hostile('signed')}`], folder);
    await expectNothingRaw([...CHECK, '--only', `model/${hostile('nowhere')}`], folder);
  });

  it.each(['email', 'uri', 'other'] as const)('in identities (%s) and issuers', async (identityType) => {
    const sigstore = makeSigstore();
    const signing = { identity: hostile('who'), identityType, issuer: hostile('issuer') };
    const { bundle } = signKeyless(sigstore, await buildStatement(FILES), signing);
    const root = { 'root.json': JSON.stringify(sigstore.trustedRoot) };
    const folder = await placeWith(bundle, root);
    const check = ['verify', 'model', '--trusted-root', 'root.json'];
    expect(await expectNothingRaw(check, folder)).toContain('who\\u{1}.');
    const issuer = ['--identity-provider', hostile('issuer')];
    await expectNothingRaw([...check, '--identity', 'a@b.c', ...issuer], folder);
    await expectNothingRaw([...check, '--identity', hostile('who'), '--identity-provider', ISSUER], folder);
    await expectNothingRaw([...check, '--identity', hostile('who'), ...issuer], folder);
    const pattern = ['--identity-pattern', `${hostile('who')}*`, ...issuer];
    expect(await expectNothingRaw([...check, ...pattern], folder)).toContain('fits the pattern “who\\u{1}.');
    await expectNothingRaw([...check, '--identity-pattern', `${hostile('other')}*`, ...issuer], folder);
  });

  it('in subjects and other names of certificates', async () => {
    const chain = makeChain({
      root: { subject: { CN: hostile('root') } },
      intermediates: [{ subject: { CN: hostile('ca') } }],
      leaf: { subject: { CN: hostile('leaf') }, altNames: [{ uri: hostile('urn:x') }] },
    });
    const bundle = signWithCertificate(await buildStatement(FILES), chain);
    const stranger = makeChain({ root: { subject: { CN: hostile('stranger') } } });
    const folder = await placeWith(bundle, { 'root.pem': chain.rootPem, 'other.pem': stranger.rootPem });
    const check = ['verify', 'certificate', 'model', '--certificate-chain'];
    await expectNothingRaw(['verify', 'model'], folder);
    await expectNothingRaw([...check, 'root.pem'], folder);
    await expectNothingRaw([...check, 'other.pem'], folder);
    await expectNothingRaw([...check, 'root.pem', '--subject', hostile('other')], folder);
    await expectNothingRaw([...check, 'root.pem', '--subject-alt-name', hostile('urn:y')], folder);
    await expectNothingRaw([...check, 'root.pem', '--subject-alt-name', hostile('urn:x')], folder);
    await expectNothingRaw([...check, 'root.pem', '--leaf-fingerprint', hostile('ab')], folder);
  });

  it('in what is wrong with a bundle, a list or a command line', async () => {
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(FILES), { hint: hostile('hint') });
    const folder = await placeWith(bundle, { 'key.pem': publicKeyPem });
    await expectNothingRaw(CHECK, folder);
    const bad = {
      'media.sig': JSON.stringify({ ...bundle, mediaType: hostile('media') }),
      'twice.sig': JSON.stringify({ [hostile('key')]: 1 }).replace(/\{(.*)\}/u, '{$1,$1}'),
      'member.sig': JSON.stringify({ ...bundle, [hostile('member')]: 1 }),
    };
    for (const [name, content] of Object.entries(bad)) {
      await writeFile(join(folder, name), content);
      await expectNothingRaw([...CHECK, '--signature', name], folder);
    }
    const named = (name: string) =>
      buildStatement(FILES, { resources: ([first]) => (first === undefined ? [] : [{ ...first, name }]) });
    for (const name of [`nul\0${hostile('')}`, `../${hostile('climbs')}`]) {
      const { bundle: unsafe } = signWithKey(await named(name));
      await writeFile(join(folder, 'unsafe.sig'), JSON.stringify(unsafe));
      await expectNothingRaw([...CHECK, '--signature', 'unsafe.sig'], folder);
    }
    for (const args of [
      ['verify', hostile('model')],
      ['verify', 'model', hostile('extra')],
      [hostile('command')],
      ['verify', 'model', `--${hostile('option')}`],
      [...CHECK, '--signature', hostile('none')],
      [...CHECK, '--only', hostile('outside')],
    ]) {
      await expectNothingRaw(args, folder);
    }
  });
});
