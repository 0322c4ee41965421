// The site as a model: what is signed when a release is signed (OMS 1.0 §5).
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { siteFiles } from './files.mjs';

/** @typedef {import('./files.mjs').SiteFile} SiteFile */

export const STATEMENT = 'site.intoto.json';

/** The folder in which whoever runs the site may lay a mirror of a repository of trust. */
export const TRUST = 'trust';

/**
 * Not signed: the signature and the statement themselves, what tells a host how to serve
 * the rest, which it does not serve, and what carries signatures of its own.
 * The first four are what the reference library always leaves out.
 */
export const NOT_SIGNED = [
  '.git',
  '.gitattributes',
  '.github',
  '.gitignore',
  '.nojekyll',
  '_headers',
  'model.sig',
  STATEMENT,
  TRUST,
];

/**
 * Writes the statement beside the other files. Comes last: it lists them.
 * @param {string} folder
 */
export async function writeStatement(folder) {
  const statement = statementAbout(await siteFiles(folder));
  await writeFile(join(folder, STATEMENT), `${JSON.stringify(statement, null, 2)}\n`);
  return statement;
}

/**
 * An in-toto statement as the reference library would sign it: whole files, ordered by path parts.
 * @param {readonly SiteFile[]} files
 */
export function statementAbout(files) {
  const listed = files.filter(({ path }) => isSigned(path)).sort((a, b) => byParts(a.path, b.path));
  const root = createHash('sha256');
  for (const { sha256 } of listed) root.update(Buffer.from(sha256, 'hex'));
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'touchstone', digest: { sha256: root.digest('hex') } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: false,
        ignore_paths: NOT_SIGNED,
      },
      resources: listed.map(({ path, sha256 }) => ({ name: path, digest: sha256, algorithm: 'sha256' })),
    },
  };
}

/** @param {string} path */
export function isSigned(path) {
  return !NOT_SIGNED.some((ignored) => path === ignored || path.startsWith(`${ignored}/`));
}

/**
 * `a/b` before `a.txt`; UTF-8 sorts as code points do.
 * @param {string} a
 * @param {string} b
 */
function byParts(a, b) {
  const [left, right] = [a.split('/'), b.split('/')];
  for (const [i, part] of left.entries()) {
    const order = Buffer.compare(Buffer.from(part), Buffer.from(right[i] ?? ''));
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
