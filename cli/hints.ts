import { access, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { leftoverPaths, type Report } from '../src/index.js';
import { quoteForTerminal as quote } from './escape.js';
import { shellWord } from './shell.js';

/** More options than these nobody copies. */
const LEFTOVER_LIMIT = 20;

/** The way to leave out what download tools and file managers left behind, for the person to decide on; else null. */
export function leftoverHint({ files }: Report, model: string): string | null {
  const paths = leftoverPaths(files);
  if (paths.length === 0) return null;
  const shown = paths.slice(0, LEFTOVER_LIMIT);
  const more = paths.length - shown.length;
  const names = shown.map(quote).join(', ') + (more > 0 ? ` and ${more} more` : '');
  const signatures = new Set(
    files.filter(({ looksLike }) => looksLike === 'signature').map(({ path }) => path),
  );
  const [leftover, signature] =
    paths.length === 1 ? ['a leftover', 'another signature'] : ['leftovers', 'other signatures'];
  const count = paths.filter((path) => signatures.has(path)).length;
  const kinds = [
    ...(count < paths.length ? [`${leftover} of a download tool or a file manager`] : []),
    ...(count > 0 ? [`${signature} of this model`] : []),
  ].join(' or ');
  const look = paths.length === 1 ? 'looks like' : 'look like';
  const them = paths.length === 1 ? 'it' : 'them';
  return `${names} ${look} ${kinds}; to leave ${them} out${optionsFor(model, shown)}`;
}

/** Ready-made where every shell reads them alike: a name is the attacker's, and may be more than a name elsewhere. */
function optionsFor(model: string, paths: readonly string[]): string {
  const words = paths.map((path) => pathWord(join(model, path))).filter((word) => word !== null);
  const options = words.map((word) => `--ignore-paths ${word}`).join(' ');
  if (words.length === paths.length) return `: ${options}`;
  const give =
    paths.length === 1 ? ', give its path with --ignore-paths' : ', give each path with --ignore-paths';
  return words.length === 0 ? give : `${give}; ready-made for ${words.length} of them: ${options}`;
}

/** A path as a word for any shell, else null. Windows takes `/` too, and a back-slash means something to the others. */
function pathWord(path: string): string | null {
  return shellWord(beginsWithoutHyphen(path.split(sep).join('/')));
}

/** An option's value that begins with a hyphen would be taken for an option. */
function beginsWithoutHyphen(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}

/** How bundles beside a file are called (cosign, sigstore-python, GitHub). */
const BESIDE = ['.sigstore.json', '.sigstore', '.bundle', '.sig', '.intoto.jsonl'] as const;

/** A file was named without its signature, and something beside it is called as signatures are; else null. */
export async function besideHint({ verdict, model }: Report, path: string): Promise<string | null> {
  if (verdict.code !== 'unsigned' || model.kind !== 'file') return null;
  for (const suffix of BESIDE) {
    const beside = `${path}${suffix}`;
    const isThere = await access(beside).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const word = pathWord(beside);
    return `${quote(beside)} lies beside it; if that is its signature, give it${word === null ? ' with --signature' : `: --signature ${word}`}`;
  }
  return null;
}

/** `models--ORGANISATION--NAME/snapshots/COMMIT`; a name has no double hyphen of its own. */
const SNAPSHOT = /(?:^|[/\\])models--([^/\\]+)[/\\]snapshots[/\\]([^/\\]+)$/;

/**
 * What to do with a snapshot in Hugging Face's cache, which holds nothing but links out of itself; null for every other
 * model. Asks the disk, not the report: a check that found no signature has no list of files.
 */
export async function snapshotHint(model: string): Promise<string | null> {
  try {
    const real = await realpath(model);
    const [, encoded, revision] = SNAPSHOT.exec(real) ?? [];
    if (encoded === undefined || revision === undefined) return null;
    const entries = await readdir(real, { withFileTypes: true });
    if (!entries.some((entry) => entry.isSymbolicLink())) return null;
    const name = shellWord(encoded.replaceAll('--', '/')) ?? 'NAME';
    const commit = shellWord(revision) ?? 'COMMIT';
    const folder = pathWord(model) ?? 'FOLDER';
    const whole = pathWord(join(real, '..', '..')) ?? 'the folder that is two levels up';
    return [
      "this is a snapshot in Hugging Face's cache: its files are links that lead out of it, which are not followed.",
      `To check the files with their names, get them again (hf download ${name} --revision ${commit} --local-dir DIR)`,
      `or copy them (cp -rL ${folder} DIR), and check DIR.`,
      `To check the bytes alone, name ${whole}: that is compared by digest, and is never "verified" (exit status 1).`,
    ].join(' ');
  } catch {
    // Whatever is the matter with it, the report says so.
    return null;
  }
}
