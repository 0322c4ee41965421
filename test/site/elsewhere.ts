import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Made by builds and tests, or of git; and the packages, which are linked. */
const LEFT_OUT = ['.git', '.stryker-tmp', 'build', 'dist', 'node_modules', 'screenshots', 'test-results'];

export interface Elsewhere {
  /** The copy of the sources, with packages of its own. */
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/**
 * The sources in another folder, deeper and with odd characters in its path. Below `build/`, since packages can be hard links
 * only on the same disk; links to folders would lead back here.
 */
export async function copyElsewhere(): Promise<Elsewhere> {
  await mkdir(join(ROOT, 'build'), { recursive: true });
  const top = await mkdtemp(join(ROOT, 'build', 'elsewhere-'));
  const folder = join(top, 'another folder', 'größer', 'touchstone');
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(ROOT)) {
    if (!LEFT_OUT.includes(name)) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  await linkPackages(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rm(top, { recursive: true, force: true, maxRetries: 5 }) };
}

async function linkPackages(from: string, to: string): Promise<void> {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' });
  } catch {
    // Without GNU's cp, or on a disk without hard links.
    await rm(to, { recursive: true, force: true });
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
  }
}
