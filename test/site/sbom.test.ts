/** The bill of materials, as CycloneDX 1.6 asks: https://cyclonedx.org/docs/1.6/json/ */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { ROOT } from './elsewhere.js';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly scope: 'required' | 'excluded';
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

interface Bom {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const readJson = async <T>(path: string) => JSON.parse(await readFile(join(ROOT, path), 'utf8')) as T;

const bom = await readJson<Bom>('dist/sbom.cdx.json');
const { packages } = await readJson<{
  packages: Record<string, { version: string; integrity?: string }>;
}>('package-lock.json');

const text = { type: 'string', minLength: 1 };
const list = (items: object) => ({ type: 'array', items, uniqueItems: true });
const closed = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const purl = { type: 'string', pattern: '^pkg:npm/(?:%40[\\w.~-]+/)?[\\w.~-]+@[\\w.+-]+$' };
const licenses = list({
  oneOf: [closed({ license: closed({ id: text }) }), closed({ expression: text })],
});
/** What of the published schema we use. */
const SCHEMA = closed({
  $schema: { const: 'http://cyclonedx.org/schema/bom-1.6.schema.json' },
  bomFormat: { const: 'CycloneDX' },
  specVersion: { const: '1.6' },
  version: { const: 1 },
  metadata: closed({
    component: closed({
      type: { const: 'application' },
      'bom-ref': purl,
      name: text,
      version: text,
      description: text,
      licenses,
      purl,
    }),
  }),
  components: list(
    closed(
      {
        type: { const: 'library' },
        'bom-ref': purl,
        group: text,
        name: text,
        version: text,
        scope: { enum: ['required', 'excluded'] },
        hashes: list(
          closed({ alg: { const: 'SHA-512' }, content: { type: 'string', pattern: '^[0-9a-f]{128}$' } }),
        ),
        licenses,
        purl,
      },
      ['group'],
    ),
  ),
  dependencies: list(closed({ ref: purl, dependsOn: list(purl) })),
});

it('is of the form that CycloneDX gives', () => {
  const ajv = new Ajv();
  const isValid = ajv.validate(SCHEMA, bom);
  expect(ajv.errors ?? []).toEqual([]);
  expect(isValid).toBe(true);
});

it('lists every package of the lockfile, with the hash that npm checks', () => {
  const listed = new Map(
    bom.components.map(({ group, name, version, hashes }) => [
      `${group === undefined ? '' : `${group}/`}${name}@${version}`,
      hashes[0]?.content,
    ]),
  );
  const locked = Object.entries(packages).flatMap(([path, { version, integrity = '' }]) =>
    path === ''
      ? []
      : [
          [
            `${path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version}`,
            Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
          ] as const,
        ],
  );
  expect(listed).toEqual(new Map(locked));
});

it('refers to nothing that it does not list', () => {
  const refs = bom.components.map((component) => component['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  const known = new Set([...refs, ...bom.dependencies.slice(0, 1).map(({ ref }) => ref)]);
  expect(
    bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !known.has(ref)),
  ).toEqual([]);
});

it('says which packages are part of what ships: few, and known', () => {
  const required = bom.components.filter(({ scope }) => scope === 'required');
  expect(required.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`))).toEqual([
    '@noble/curves',
    '@noble/hashes',
    '@sigstore/core',
    '@sigstore/tuf',
    '@sigstore/verify',
    'clsx',
    'hash-wasm',
    'idb',
    'rolldown',
    'svelte',
    'virtua',
    'vite',
  ]);
});
