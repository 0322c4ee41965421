import type { ListedModel } from '../model/list.js';
import type { Manifest } from '../bundle/manifest.js';
import type { Reason } from '../reason.js';
import { baseName } from '../path.js';

/** As many names as are looked for elsewhere: enough to tell one folder from another. */
const SAMPLES = 50;

/**
 * Whether the model seems to lie in another folder than the chosen one: in one below it, or in one above. For a word of
 * advice only, where hardly any signed file was found under its name.
 */
export function seemsElsewhere(manifest: Manifest, { files, name, kind }: ListedModel): Reason | null {
  if (kind !== 'directory') return null;
  const names = [...manifest.files.keys()];
  const paths = new Set(files.map(({ path }) => path));
  const here = names.filter((signed) => paths.has(signed)).length;
  // A README.md lies in the folder above as well.
  if (here * 2 >= names.length) return null;
  const below = folderBelow(
    names,
    files.map(({ path }) => path),
  );
  if (below !== null) return { code: 'model-is-below', path: below };
  // One name is enough to go by, but only where none speaks against it.
  const above = here > 0 ? null : folderAbove(names, paths, name);
  return above === null ? null : { code: 'model-is-above', path: above };
}

/** The folder under which most of the signed names are found; null where two have as many. */
function folderBelow(names: readonly string[], paths: readonly string[]): string | null {
  const samples = names.slice(0, SAMPLES);
  const bases = new Set(samples.map(baseName));
  const votes = new Map<string, number>();
  for (const path of paths.filter((path) => bases.has(baseName(path)))) {
    for (const signed of samples) {
      if (!path.endsWith(`/${signed}`)) continue;
      const folder = path.slice(0, -signed.length - 1);
      votes.set(folder, (votes.get(folder) ?? 0) + 1);
    }
  }
  const [best, second] = [...votes].toSorted(([, a], [, b]) => b - a);
  if (best === undefined || best[1] === second?.[1]) return null;
  return best[1] * 2 > samples.length ? best[0] : null;
}

/** The folder of the model that was chosen in the model's place; its last part is the chosen folder's own name. */
function folderAbove(
  names: readonly string[],
  paths: ReadonlySet<string>,
  name: string | null,
): string | null {
  for (const signed of names.slice(0, SAMPLES)) {
    for (let slash = signed.indexOf('/'); slash >= 0; slash = signed.indexOf('/', slash + 1)) {
      const folder = signed.slice(0, slash);
      if (baseName(folder) === name && paths.has(signed.slice(slash + 1))) return folder;
    }
  }
  return null;
}
