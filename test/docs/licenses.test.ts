/** What others wrote and the page contains comes with their licences: public/licenses.txt, beside the page. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Component {
  readonly scope: string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
}

/** Without what follows of a builder's own dependencies: of the builder, only helpers of its own are in the page. */
function licenceOf(name: string): string | null {
  const folder = `${ROOT}/node_modules/${name}`;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) return null;
  const text = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n');
  return text.split('\n# Licenses of bundled dependencies')[0]?.trim() ?? null;
}

it('public/licenses.txt has the licence of every package that ships', async () => {
  const { components } = JSON.parse(readFileSync(`${ROOT}/dist/sbom.cdx.json`, 'utf8')) as {
    readonly components: readonly Component[];
  };
  const byText = new Map<string, string[]>();
  for (const { scope, group, name, version, licenses } of components) {
    if (scope !== 'required') continue;
    const id = licenses[0]?.license.id ?? '';
    const full = group === undefined ? name : `${group}/${name}`;
    // Some packages of one project leave the text to the others.
    const text = licenceOf(full) ?? licenceOf('@sigstore/core') ?? '';
    if (!text.includes(id === 'Apache-2.0' ? 'Apache License' : 'Permission'))
      throw new Error(`${full}: ${id}`);
    byText.set(text, [...(byText.get(text) ?? []), `${full} ${version} (${id})`]);
  }
  const parts = [...byText].map(([text, packages]) => `${packages.join('\n')}\n\n${text}\n`);
  const line = `\n${'-'.repeat(80)}\n\n`;
  const head = 'Touchstone is licensed under Apache-2.0. It contains parts of these packages:\n';
  await expect([head, ...parts].join(line)).toMatchFileSnapshot('../../public/licenses.txt');
});
