import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from './engine.js';

/** `handle`: a directory handle alone, which the page never uses without the entry that was dropped with it. */
export const WAYS = ['folder', 'drop', 'handle', 'files'] as const;
export type Way = (typeof WAYS)[number];

export function can(engine: Engine, way: Way): boolean {
  switch (way) {
    case 'files':
      return true;
    case 'folder':
      return 'chooseFolder' in engine;
    case 'drop':
      return 'drop' in engine;
    case 'handle':
      return engine.name === 'Chromium';
  }
}

/** What a dialog for files offers of a folder: what is no folder, and leads somewhere. */
export async function pickable(engine: Engine, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    // A name that is no UTF-8 cannot be told to a driver, and WebKit's takes a line break for the end of a name.
    if (name.includes('\ufffd') || (engine.name === 'WebKitGTK' && name.includes('\n'))) continue;
    const target = (await lstat(path)).isSymbolicLink()
      ? await stat(path).catch(() => null)
      : await lstat(path);
    if (target !== null && !target.isDirectory()) paths.push(path);
  }
  return paths;
}
