import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Page } from 'playwright/test';
import { build } from 'vite';
import type * as Module from '../../web/memory/memory.svelte.js';

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export type Memory = typeof Module.memory;

/** By file name; `memory.js` is the entry. */
export type BuiltModule = ReadonlyMap<string, string>;

/** The memory alone, as a module: what no view calls yet, and what views only show the result of. */
export async function memoryModule(): Promise<BuiltModule> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [svelte({ configFile: here('svelte.config.js') })],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: here('web/memory/memory.svelte.ts'), formats: ['es'], fileName: 'memory' },
    },
  });
  const first = Array.isArray(built) ? built[0] : built;
  if (first === undefined || !('output' in first)) throw new Error('nothing was built');
  return new Map(
    first.output.flatMap((part) => (part.type === 'chunk' ? [[part.fileName, part.code] as const] : [])),
  );
}

/** Opens it on an empty page, as `memory`. */
export async function openMemoryModule(page: Page, origin: string, built: BuiltModule): Promise<void> {
  for (const [name, body] of built)
    await page.route(`${origin}${name}`, (route) => route.fulfill({ contentType: 'text/javascript', body }));
  await page.route(`${origin}memory.html`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>memory</title>' }),
  );
  await page.goto(`${origin}memory.html`);
  await page.evaluate(async (url) => {
    const { memory } = (await import(url)) as { memory: Memory };
    Reflect.set(globalThis, 'memory', memory);
    await memory.open();
  }, `${origin}memory.js`);
}
