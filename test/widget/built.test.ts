/** The element as built: what a hub's page loads, and what a bundler takes. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WIDGET = join(ROOT, 'dist/widget');
const PARTS = ['check-worker.js', 'engine.js', 'frame.js', 'german.js', 'hash-worker.js', 'stream-worker.js'];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-hub-'));
  await symlink(join(ROOT), join(folder, 'touchstone'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('for pages', () => {
  it('is under 35 kB gzipped before it is asked to check anything', async () => {
    const bytes = await readFile(join(WIDGET, 'touchstone-verify.js'));
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThan(35_000);
  });

  it('is one module, that knows what its parts have to be', async () => {
    expect((await readdir(WIDGET)).sort()).toEqual([...PARTS, 'touchstone-verify.js']);
    const element = await readFile(join(WIDGET, 'touchstone-verify.js'), 'utf8');
    expect(element).not.toMatch(/\bimport\s*[{*"'a-z]|\bfrom\s*["']/);
    for (const part of PARTS) {
      const digest = createHash('sha384')
        .update(await readFile(join(WIDGET, part)))
        .digest('base64');
      expect(element).toContain(`sha384-${digest}`);
    }
  });

  it('makes no markup out of text, and needs no policy of Svelte’s', async () => {
    const element = await readFile(join(WIDGET, 'touchstone-verify.js'), 'utf8');
    expect(element).not.toMatch(/\.innerHTML\s*=|insertAdjacentHTML|svelte-trusted-html|<style|createHTML/);
  });

  it('is on every site', async () => {
    for (const name of await readdir(WIDGET))
      expect(
        (await readFile(join(ROOT, 'dist/web/widget', name))).equals(await readFile(join(WIDGET, name))),
      ).toBe(true);
    // Not loaded by our page.
    expect(await readFile(join(ROOT, 'dist/web/index.html'), 'utf8')).not.toContain('widget/');
  });
});

describe('as a package', () => {
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    exports: Record<string, { types: string; default: string }>;
  };

  it('can be imported where there are no elements, and defines nothing', async () => {
    const { TouchstoneVerify } = (await import(join(ROOT, exports['./widget']?.default ?? ''))) as {
      TouchstoneVerify: { observedAttributes: readonly string[] };
    };
    expect(TouchstoneVerify.observedAttributes).toContain('expected-identity');
    await import(join(ROOT, exports['./widget/define']?.default ?? ''));
  });

  it('has types that a strict compiler takes', async () => {
    await writeFile(
      join(folder, 'hub.ts'),
      `import { TouchstoneVerify, type VerdictDetail } from 'touchstone/widget';
       import 'touchstone/widget/define';
       const it: TouchstoneVerify = document.createElement('touchstone-verify');
       it.density = 'badge';
       it.listing = [{ path: 'a', url: 'https://hub.example/a' }];
       document.addEventListener('touchstone-verdict', ({ detail }) => {
         const { depth, code, report }: VerdictDetail = detail;
         console.log(depth === 'local', code, report?.verdict.headline);
       });
       document.addEventListener('touchstone-error', ({ detail }) => console.log(detail.code satisfies string));
       // @ts-expect-error nobody sets a verdict from outside
       it.verdict = 'verified';`,
    );
    const paths = Object.fromEntries(
      Object.entries(exports).map(([name, { types }]) => [
        name.replace('.', 'touchstone'),
        [join(ROOT, types)],
      ]),
    );
    const options = { strict: true, noEmit: true, target: 'es2022', module: 'esnext', types: [], paths };
    const config = {
      compilerOptions: { ...options, moduleResolution: 'bundler', lib: ['ES2023', 'DOM', 'DOM.Iterable'] },
      files: ['hub.ts'],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(ROOT, 'node_modules/typescript-native/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    expect(stdout).toBe('');
  });

  it('is left out where only its class is imported and not used, and brings its workers where it is', async () => {
    await writeFile(join(folder, 'unused.js'), `import 'touchstone/widget'; console.log('hub');`);
    await writeFile(join(folder, 'used.js'), `import 'touchstone/widget/define';`);
    const resolve = {
      alias: Object.entries(exports)
        .reverse()
        .map(([name, { default: file }]) => ({
          find: new RegExp(`^${name.replace('.', 'touchstone')}$`),
          replacement: join(ROOT, file),
        })),
    };
    const bundled = async (entry: string) => {
      const outDir = join(folder, entry.replace('.js', ''));
      const lib = { entry: join(folder, entry), formats: ['es'] as const, fileName: 'out' };
      await build({
        root: folder,
        configFile: false,
        logLevel: 'error',
        resolve,
        worker: { format: 'es' },
        build: { outDir, rolldownOptions: { input: lib.entry } },
      });
      const assets = await readdir(join(outDir, 'assets'));
      return assets.map((name) => name.replace(/-[\w-]{8}\.js$/, '')).sort();
    };
    expect(await bundled('unused.js')).toEqual(['unused']);
    const used = await bundled('used.js');
    expect(used).toEqual(expect.arrayContaining(['check-worker', 'hash-worker', 'used', 'widget-engine']));
  });
});
