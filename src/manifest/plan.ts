import type { Manifest, SignedFile } from '../bundle/manifest.js';
import type { ListedFile } from '../model/entry.js';
import type { ListedModel } from '../model/list.js';
import { baseName } from '../path.js';
import type { LeftOut } from '../report.js';
import { Turns } from '../turns.js';
import { IgnoreRules, type IgnoreRule } from './left-out.js';

/** Every listed file and every signed name, each in exactly one place. */
export interface Plan {
  /** Signed and here: to be hashed. */
  readonly present: readonly {
    readonly name: string;
    readonly file: ListedFile;
    readonly signed: SignedFile;
  }[];
  /** Signed and not here. */
  readonly missing: readonly { readonly name: string; readonly signed: SignedFile }[];
  /** Here, and neither signed nor left out by a rule. */
  readonly unsigned: readonly ListedFile[];
  readonly ignored: readonly { readonly file: ListedFile; readonly leftOut: LeftOut }[];
}

/** The name of a single-file model in the reference library. */
const DOT = '.';

/**
 * Matches names with files, byte for byte. A rule excuses a file only when the manifest does not list it: a listed file
 * is always checked (OMS 1.0 §8.5). In turns, since a page with 100,000 files would stand still.
 *
 * @param bundles paths of files that are the signature itself
 */
export async function planComparison(
  manifest: Manifest,
  model: ListedModel,
  bundles: ReadonlySet<string>,
  rules: readonly IgnoreRule[],
): Promise<Plan> {
  const turns = new Turns();
  const ignoreRules = new IgnoreRules(rules);
  const names = namesOf(manifest, model, bundles);
  const present: { name: string; file: ListedFile; signed: SignedFile }[] = [];
  const unsigned: ListedFile[] = [];
  const ignored: { file: ListedFile; leftOut: LeftOut }[] = [];
  const seen = new Set<string>();
  for (const file of model.files) {
    if (turns.isOver) await turns.giveWay();
    const name = names.get(file.path) ?? file.path;
    const signed = manifest.files.get(name);
    const rule = ignoreRules.covering(file.path);
    if (signed !== undefined) {
      seen.add(name);
      present.push({ name: file.path, file, signed });
    } else if (bundles.has(file.path)) {
      ignored.push({ file, leftOut: { path: file.path, by: 'bundle', rule: file.path } });
    } else if (rule !== null) {
      ignored.push({ file, leftOut: { path: file.path, by: rule.by, rule: rule.path } });
    } else {
      unsigned.push(file);
    }
  }
  const missing = [...manifest.files]
    .filter(([name]) => !seen.has(name))
    .map(([name, signed]) => ({ name, signed }));
  return { present, missing, unsigned, ignored };
}

/** Which file goes by another name in the manifest: the only one, when one file was given, by `.` (the reference), not by its base name (OMS 1.0 §6.2). */
function namesOf(
  manifest: Manifest,
  model: ListedModel,
  bundles: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const files = model.files.filter(({ path }) => !bundles.has(path));
  const [only, ...others] = files;
  if (model.kind !== 'files' || only?.path !== baseName(only?.path ?? '') || others.length > 0)
    return new Map();
  return new Map(isSingleFile(manifest) ? [[only.path, DOT]] : []);
}

/** Whether the manifest covers one nameless file. */
export function isSingleFile(manifest: Manifest): boolean {
  return manifest.files.size === 1 && manifest.files.has(DOT);
}
