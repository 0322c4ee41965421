/** The page as built: what it must load before it can check a signature. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const gzipped = (path: URL) => gzipSync(readFileSync(path), { level: 9 }).length;

it('the signature worker has less than 60 kB of code, gzipped', () => {
  const assets = new URL('../dist/web/assets/', import.meta.url);
  const workers = readdirSync(assets).filter((name) => /^worker-.*\.js$/.test(name));
  const sizes = workers.map((name) => gzipped(new URL(name, assets)));
  // The other one hashes. The trusted root inside is data.
  const embedded = readFileSync(new URL('../build/trusted-root.js', import.meta.url), 'utf8');
  // That of its repository is in the page, not in a worker.
  const data = gzipSync(embedded.replace(/^export const root = .*$/m, ''), { level: 9 }).length;
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes) - data).toBeLessThan(60_000);
});
