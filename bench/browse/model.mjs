// A signed model of very many small files, in which some thousands differ from what was signed.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** More than a Git LFS pointer may have, so that nothing is read twice that would not be in a real model. */
const BYTES = 1100;
/** Every so many-th; they lie in all folders. */
const EVERY = { changed: 40, missing: 200, unsigned: 200 };

/**
 * Half of the files lie in one folder, most others in nested ones. `paths`: those that the report has, the signature too.
 * @param {number} count so many lines the report has
 */
export async function makeModel(forge, count) {
  const root = mkdtempSync(join(tmpdir(), 'browse-bench-'));
  const content = (i) => {
    const bytes = new Uint8Array(BYTES);
    new DataView(bytes.buffer).setUint32(0, i);
    return bytes;
  };
  const names = Array.from({ length: count - 1 }, (_, i) => nameOf(i, count));
  const is = (kind, i, rest) => i % EVERY[kind] === rest;
  const signed = names.map((path, i) => [path, content(i)]).filter((_, i) => !is('unsigned', i, 7));
  const { bundle, publicKeyPem } = forge.signWithKey(await forge.buildStatement(Object.fromEntries(signed)));

  const folder = join(root, 'model');
  for (const parent of new Set(names.map(dirname))) mkdirSync(join(folder, parent), { recursive: true });
  for (const [i, path] of names.entries()) {
    if (is('missing', i, 3)) continue;
    writeFileSync(join(folder, path), content(is('changed', i, 0) ? -1 - i : i));
  }
  writeFileSync(join(folder, 'model.sig'), JSON.stringify(bundle));
  const differing = names.filter(
    (_, i) => is('changed', i, 0) || is('missing', i, 3) || is('unsigned', i, 7),
  );
  return {
    folder,
    publicKeyPem,
    paths: [...names, 'model.sig'],
    differing,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function nameOf(i, count) {
  const half = count / 2;
  const padded = (value, length) => String(value).padStart(length, '0');
  if (i < half) return `shards/model-${padded(i, 6)}.safetensors`;
  if (i < half * 1.8) {
    const at = i - half;
    return `layers/${padded(Math.floor(at / 800), 2)}/expert-${padded(Math.floor(at / 40) % 20, 2)}/Tensor-${at % 40}.bin`;
  }
  return `vocabulary/${padded(i % 10, 2)}/piece-${padded(i, 6)}.txt`;
}
