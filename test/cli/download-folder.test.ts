import { rename, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { downloadTo } from '../../cli/download-folder.js';
import { text } from '../forge/index.js';
import { temporaryFolder } from './temporary.js';

const partOf = (name: string) =>
  `.touchstone-${createHash('sha256').update(name).digest('hex').slice(0, 32)}.part`;

async function begun(name: string) {
  const folder = await temporaryFolder();
  const download = await downloadTo(folder, new AbortController().signal);
  const writer = await download.create(name);
  if (!('write' in writer)) throw new Error('no writer');
  await writer.write(text('good'));
  return { folder, download, writer };
}

describe('a folder that is downloaded to', () => {
  it('takes no file for the one that it writes, in whatever letters', async () => {
    const { download } = await begun('model.bin');
    for (const name of [partOf('model.bin'), partOf('model.bin').toUpperCase()])
      await expect(download.create(name)).rejects.toThrow('cannot be called so');
  });

  it('refuses what took the place of what it wrote', async () => {
    const { folder, download, writer } = await begun('model.bin');
    await writeFile(join(folder, 'other'), 'evil');
    await rename(join(folder, 'other'), join(folder, partOf('model.bin')));
    await expect(writer.close()).rejects.toThrow('another file took its place');
    await writer.abort();
    expect(await download.find('model.bin')).toBeNull();
  });

  it('does not know what lies where it wrote', async () => {
    const { folder, download, writer } = await begun('model.bin');
    await writer.close();
    await writeFile(join(folder, 'other'), 'evil');
    await rename(join(folder, 'other'), join(folder, 'model.bin'));
    await download.known('model.bin');
    const there = await download.find('model.bin');
    expect(there === null || (await download.isAsKnown('model.bin', there))).toBe(false);
  });
});
