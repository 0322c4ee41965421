// The software bill of materials (CycloneDX 1.6, JSON), out of package-lock.json. Without a time or a random number, so
// that the same lockfile gives the same bytes.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/**
 * @typedef {object} Locked
 * @property {string} version
 * @property {string} [license]
 * @property {string} [integrity]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 */

/**
 * @param {string} target where to write it
 * @param {ReadonlySet<string>} shipped paths of the packages that are part of what is built
 */
export async function buildSbom(target, shipped) {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const own = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  await writeFile(target, `${JSON.stringify(sbomOf(packages, own, shipped), null, 2)}\n`);
}

/**
 * @param {Record<string, Locked>} packages by path; `''` is this one
 * @param {{ name: string, version: string, description: string, license: string, devDependencies: Record<string, string> }} own
 * @param {ReadonlySet<string>} shipped
 */
function sbomOf(packages, own, shipped) {
  const paths = Object.keys(packages).filter((path) => path !== '');
  const required = new Set([...shipped].map((path) => refOf(path, packages)));
  /** @type {Map<string, object>} */
  const components = new Map();
  /** @type {Map<string, Set<string>>} */
  const needs = new Map();
  for (const path of paths) {
    const ref = refOf(path, packages);
    components.set(ref, componentOf(path, packages, required.has(ref)));
    const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
    const found = Object.keys({ ...dependencies, ...optionalDependencies }).map((name) =>
      resolved(path, name, packages),
    );
    // The same version may lie in several folders, with other neighbours.
    needs.set(ref, new Set([...(needs.get(ref) ?? []), ...found.filter((one) => one !== null)]));
  }
  const self = `pkg:npm/${own.name}@${own.version}`;
  const direct = Object.keys(own.devDependencies).map((name) => refOf(`node_modules/${name}`, packages));
  const { name, version, description, license } = own;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name,
        version,
        description,
        licenses: licensesOf(license),
        purl: self,
      },
    },
    components: sorted(components).map(([, component]) => component),
    dependencies: [[self, new Set(direct)], ...sorted(needs)].map(([ref, on]) => ({
      ref,
      dependsOn: [...on].sort(),
    })),
  };
}

/**
 * @param {string} path
 * @param {Record<string, Locked>} packages
 * @param {boolean} isShipped
 */
function componentOf(path, packages, isShipped) {
  const { version = '', license, integrity } = packages[path] ?? {};
  const [name = '', scope] = nameOf(path).split('/').reverse();
  const ref = refOf(path, packages);
  return {
    type: 'library',
    'bom-ref': ref,
    ...(scope === undefined ? {} : { group: scope }),
    name,
    version,
    // Part of what ships, or only of what builds and tests it.
    scope: isShipped ? 'required' : 'excluded',
    ...(integrity === undefined ? {} : { hashes: hashesOf(integrity) }),
    ...(license === undefined ? {} : { licenses: licensesOf(license) }),
    purl: ref,
  };
}

/** @param {string} path */
function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/**
 * A package's URL (purl): the `@` of a scope is escaped.
 * @param {string} path
 * @param {Record<string, Locked>} packages
 */
function refOf(path, packages) {
  const locked = packages[path];
  if (locked === undefined) throw new Error(`${path} is not in package-lock.json.`);
  return `pkg:npm/${nameOf(path).replace('@', '%40')}@${locked.version}`;
}

/**
 * Where Node would find it: in the package's own folder, or in one above.
 * @param {string} from
 * @param {string} name
 * @param {Record<string, Locked>} packages
 */
function resolved(from, name, packages) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in packages) return refOf(path, packages);
    if (folder === '') return null;
  }
}

/** @param {string} integrity as npm writes it: of the package's archive */
function hashesOf(integrity) {
  return integrity.split(' ').map((one) => {
    const [algorithm = '', base64 = ''] = one.split(/-(.*)/su);
    const alg = algorithm.toUpperCase().replace('SHA', 'SHA-');
    return { alg, content: Buffer.from(base64, 'base64').toString('hex') };
  });
}

/** @param {string} license an SPDX identifier or expression */
function licensesOf(license) {
  return [/^[\w.+-]+$/u.test(license) ? { license: { id: license } } : { expression: license }];
}

/**
 * @template T
 * @param {ReadonlyMap<string, T>} map
 * @returns {[string, T][]}
 */
function sorted(map) {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
