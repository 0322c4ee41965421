import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SignedCase } from './case.js';

/** Bundles made by released versions of the reference library; not ours to copy, so perhaps not here. */
export const INTEROP =
  process.env['TOUCHSTONE_INTEROP'] ?? fileURLToPath(new URL('../../../shared/interop', import.meta.url));

export const INTEROP_IS_HERE = existsSync(join(INTEROP, 'oms-history', 'cases.json'));

interface CaseJson {
  readonly name: string;
  readonly bundle: string;
  readonly model: string;
  readonly method: 'key' | 'certificate' | 'sigstore';
  readonly publicKey?: string;
  readonly certificateChain?: readonly string[];
  readonly identity?: string;
  readonly issuer?: string;
  readonly ignorePaths?: readonly string[];
}

/** All cases of `oms-history/cases.json`; none where the folder is absent. */
export function interopCases(): SignedCase[] {
  if (!INTEROP_IS_HERE) return [];
  const folder = join(INTEROP, 'oms-history');
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const { cases } = JSON.parse(text('cases.json')) as { cases: readonly CaseJson[] };
  return cases.map((item) => ({
    name: item.name,
    files: readFiles(join(folder, item.model)),
    single: statSync(join(folder, item.model)).isFile(),
    bundle: text(item.bundle),
    trust: trustOf(item, text),
    ignorePaths: item.ignorePaths ?? [],
  }));
}

function trustOf(item: CaseJson, text: (path: string) => string): SignedCase['trust'] {
  switch (item.method) {
    case 'key':
      return { method: 'key', publicKey: text(item.publicKey ?? '') };
    case 'certificate':
      return { method: 'certificate', roots: (item.certificateChain ?? []).map(text) };
    case 'sigstore':
      return { method: 'sigstore', identity: item.identity ?? '', issuer: item.issuer ?? '' };
  }
}

function readFiles(model: string): SignedCase['files'] {
  if (statSync(model).isFile()) return { [basename(model)]: Uint8Array.from(readFileSync(model)) };
  const paths = readdirSync(model, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.map((path) => [relative(model, path), Uint8Array.from(readFileSync(path))]),
  );
}
