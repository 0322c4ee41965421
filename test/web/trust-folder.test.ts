import { describe, expect, it } from 'vitest';
import { folderRepository } from '../../web/trust/folder.js';

const HASH = 'a'.repeat(64);

/** Files as a browser gives those of a folder. */
function folder(paths: readonly string[]): readonly File[] {
  return paths.map((path) =>
    Object.defineProperty(new File([path], path.slice(path.lastIndexOf('/') + 1)), 'webkitRelativePath', {
      value: path,
    }),
  );
}

async function read(paths: readonly string[], path: string, limit = 1000): Promise<string | null> {
  const bytes = await folderRepository(folder(paths))?.read(path, limit);
  return bytes == null ? null : new TextDecoder().decode(bytes);
}

describe('a repository in a folder', () => {
  it('is read as it is published', async () => {
    const paths = [
      'mirror/timestamp.json',
      'mirror/17.root.json',
      'mirror/5.snapshot.json',
      'mirror/snapshot.json',
      `mirror/targets/${HASH}.trusted_root.json`,
    ];
    expect(folderRepository(folder(paths))?.name).toBe('mirror');
    expect(await read(paths, 'timestamp.json')).toBe('mirror/timestamp.json');
    expect(await read(paths, '17.root.json')).toBe('mirror/17.root.json');
    expect(await read(paths, '5.snapshot.json')).toBe('mirror/5.snapshot.json');
    expect(await read(paths, `targets/${HASH}.trusted_root.json`)).toBe(paths[4]);
    expect(await read(paths, '18.root.json')).toBeNull();
  });

  it('is read as it is checked out, where names have neither version nor digest', async () => {
    const paths = [
      'root-signing/metadata/timestamp.json',
      'root-signing/metadata/snapshot.json',
      'root-signing/metadata/root.json',
      'root-signing/metadata/root_history/16.root.json',
      'root-signing/targets/trusted_root.json',
      'root-signing/old/deeper/timestamp.json',
    ];
    expect(folderRepository(folder(paths))?.name).toBe('root-signing');
    expect(await read(paths, '5.snapshot.json')).toBe('root-signing/metadata/snapshot.json');
    expect(await read(paths, '16.root.json')).toBe('root-signing/metadata/root_history/16.root.json');
    // Which one root.json is, its name does not say.
    expect(await read(paths, '17.root.json')).toBeNull();
    expect(await read(paths, `targets/${HASH}.trusted_root.json`)).toBe(paths[4]);
  });

  it('is none without a timestamp', () => {
    expect(folderRepository([])).toBeNull();
    expect(folderRepository(folder(['model/weights.bin', 'model/not-timestamp.json']))).toBeNull();
  });

  it('gives no more than was asked for, and nothing after an end', async () => {
    const paths = ['mirror/timestamp.json'];
    await expect(read(paths, 'timestamp.json', 5)).rejects.toMatchObject({ code: 'too-large' });
    const ended = AbortSignal.abort(new Error('ended'));
    const repository = folderRepository(folder(paths));
    await expect(repository?.read('timestamp.json', 1000, ended)).rejects.toThrow('ended');
  });
});
