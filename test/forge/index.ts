/** Touchstone's own forge: small models, signed in every way that OMS knows, soundly or not. For tests and the sample. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Bundle } from './dsse.js';
import type { ForgedFiles } from './model.js';

export * from './model.js';
export * from './dsse.js';
export * from './key.js';
export * from './keys.js';
export * from './certificate.js';
export * from './chains.js';
export * from './sigstore.js';
export * from './x509.js';
export * from './names.js';
export * from './pss.js';

/** Writes the model to disk, and its bundle beside the files as `model.sig`. */
export async function writeModel(dir: string, files: ForgedFiles, bundle?: Bundle): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  if (bundle) await writeFile(join(dir, 'model.sig'), `${JSON.stringify(bundle, null, 2)}\n`);
}

/** The same without a disk: what `verifyModel` takes as `model`. */
export function entriesOf(files: ForgedFiles, bundle?: Bundle): { path: string; blob: Blob }[] {
  const entries = Object.entries(files).map(([path, bytes]) => ({ path, blob: new Blob([bytes]) }));
  return bundle ? [...entries, { path: 'model.sig', blob: new Blob([JSON.stringify(bundle)]) }] : entries;
}
