import { expect, it } from 'vitest';
import { buildStatement, signWithKey, text, writeModel } from '../forge/index.js';
import { touchstone } from './command.js';
import { temporaryFolder } from './temporary.js';

it('a bundle deeper down counts, since a signature made now would cover it; one at the top does not', async () => {
  const { bundle } = signWithKey(await buildStatement({ a: text('a') }));
  const inner = text(JSON.stringify(bundle));
  const files = { 'a.bin': text('aaa'), 'adapter/model.sig': inner, 'adapter/other.sig': inner };
  const folder = await temporaryFolder();
  await writeModel(folder, files);
  const { stdout: without } = await touchstone(['digest', '.'], folder);
  await writeModel(folder, files, bundle);
  const { stdout } = await touchstone(['digest', '.'], folder);
  const rootDigest = (await buildStatement(files)).subject[0]?.digest['sha256'];
  expect([without.trim(), stdout.trim()]).toEqual([rootDigest, rootDigest]);
});
