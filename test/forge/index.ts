/** Touchstone's own forge: small models, signed in every way that OMS knows, soundly or not. For tests and the sample. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SigstoreBundle } from './bundle-options.js';
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
export * from './bundle.js';
export * from './bundle-options.js';
export * from './bundle-faults.js';
export * from './checkpoint.js';
export * from './claims.js';
export * from './entry-faults.js';
export * from './fulcio.js';
export * from './rekor.js';
export * from './rekor-bodies.js';
export * from './sct.js';
export * from './signer.js';
export * from './statements.js';
export * from './timestamp.js';
export * from './timestamp-faults.js';
export * from './trusted-root.js';
export * from './tsa.js';

/** Writes the model to disk, and its bundle beside the files as `model.sig`. */
export async function writeModel(
  dir: string,
  files: ForgedFiles,
  bundle?: Bundle | SigstoreBundle,
): Promise<void> {
  for (const [path, bytes] of Object.entries(files)) {
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  if (bundle) await writeFile(join(dir, 'model.sig'), `${JSON.stringify(bundle, null, 2)}\n`);
}

/** The same without a disk: what `verifyModel` takes as `model`. */
export function entriesOf(
  files: ForgedFiles,
  bundle?: Bundle | SigstoreBundle,
): { path: string; blob: Blob }[] {
  const entries = Object.entries(files).map(([path, bytes]) => ({ path, blob: new Blob([bytes]) }));
  return bundle ? [...entries, { path: 'model.sig', blob: new Blob([JSON.stringify(bundle)]) }] : entries;
}
