import { lstat, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes away with the test. Its path is real, so that comparisons hold where /tmp is a link. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'touchstone-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Waits until a change would get a later time than the file has. Linux before 6.13 counts ctime in ticks of up to 10 ms, and
 * an edit in the same tick cannot be told by it.
 */
export async function clockHasTicked(path: string): Promise<void> {
  const { ctimeNs } = await lstat(path, { bigint: true });
  const probe = `${path}.clock`;
  for (let now = ctimeNs; now <= ctimeNs; now = (await lstat(probe, { bigint: true })).ctimeNs)
    await writeFile(probe, '');
  await rm(probe);
}
