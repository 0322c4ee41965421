import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes away with the test. Its path is real, so that comparisons hold where /tmp is a link. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'touchstone-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
