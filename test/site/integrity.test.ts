import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { expect, it } from 'vitest';
import { siteFiles } from '../../scripts/site/files.mjs';
import { integrityOf } from '../../scripts/site/integrity.mjs';
import { SITE } from './site.js';

const files = (await siteFiles(SITE)).map(({ path }) => path);
const pages = files.filter((path) => path.endsWith('.html'));
const textOf = (path: string) => readFile(join(SITE, path), 'utf8');

it.each(pages)('%s: every script, stylesheet and preload has the digest of its file', async (page) => {
  const html = await textOf(page);
  const tags = (html.match(/<(?:script|link)\b[^>]*>/gu) ?? []).filter((tag) =>
    /^<script|rel="?(?:stylesheet|modulepreload|preload)/u.test(tag),
  );
  if (page === 'index.html') expect(tags.length).toBeGreaterThanOrEqual(4);
  for (const tag of tags) {
    const url = /(?:src|href)="([^"]+)"/u.exec(tag)?.[1] ?? '';
    const bytes = await readFile(join(SITE, posix.dirname(page), url));
    expect(tag).toContain(` integrity="${integrityOf(bytes)}"`);
  }
});

it('the page names the digests of all that it loads later', async () => {
  const html = await textOf('index.html');
  const list = /<meta name="integrity" content="([^"]*)">/u.exec(html)?.[1]?.split(' ') ?? [];
  const named = new Map(list.flatMap((path, i) => (i % 2 === 0 ? [[path, list[i + 1]] as const] : [])));
  for (const path of files.filter((name) => /^assets\/.*\.(?:js|css)$/u.test(name))) {
    if (html.includes(`./${path}"`)) continue;
    expect(named.get(path)).toBe(integrityOf(await readFile(join(SITE, path))));
  }
  expect([...named.keys()].some((path) => path.includes('/rest-'))).toBe(true);
});

it('modules are preloaded before the script that imports them', async () => {
  const html = await textOf('index.html');
  expect(html.indexOf('<script')).toBeGreaterThan(html.lastIndexOf('rel="modulepreload"'));
});
