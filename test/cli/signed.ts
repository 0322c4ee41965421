import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileResult, Report } from '../../src/index.js';
import {
  buildStatement,
  signWithKey,
  writeModel,
  type Bundle,
  type ForgedFiles,
  type StatementOptions,
} from '../forge/index.js';
import { temporaryFolder } from './temporary.js';

/** Checks what `place` made, in its folder. */
export const CHECK = ['verify', 'key', 'model', '--public-key', 'key.pem'];

/** A folder with `model/` (its bundle inside) and `key.pem`, which goes away with the test. */
export async function place(files: ForgedFiles, options?: StatementOptions): Promise<string> {
  const folder = await temporaryFolder();
  const { bundle, publicKeyPem } = await signed(files, options);
  await mkdir(join(folder, 'model'));
  await writeModel(join(folder, 'model'), files, bundle);
  await writeFile(join(folder, 'key.pem'), publicKeyPem);
  return folder;
}

export async function signed(
  files: ForgedFiles,
  options?: StatementOptions,
): Promise<{ readonly bundle: Bundle; readonly publicKeyPem: string }> {
  return signWithKey(await buildStatement(files, options));
}

/** `path: state`, or `path: state (code of the reason)`, of what neither matches nor was left out. */
export function differences({ files }: Report): string[] {
  return files.filter(({ state }) => state !== 'match' && state !== 'ignored').map(brief);
}

function brief({ path, state, reason }: FileResult): string {
  return `${path}: ${state}${reason === undefined ? '' : ` (${reason.code})`}`;
}
