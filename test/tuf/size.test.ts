import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, it } from 'vitest';

const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const OURS = /\/src\/(?:tuf\/[\w-]+|update-trust|refreshed|trust-fault-message)\.ts$/;

it('the client of The Update Framework adds less than 10 kB of code, gzipped', async () => {
  const build = await rolldown({
    input: {
      client: here('src/update-trust.ts'),
      served: here('src/tuf/served.ts'),
      told: here('src/trust-fault-message.ts'),
    },
    platform: 'browser',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    // What the verifier has anyway is not what the client adds.
    external: (id, from) =>
      from !== undefined && !OURS.test(new URL(id.replace(/\.js$/, '.ts'), `file://${from}`).pathname),
  });
  const { output } = await build.generate({ format: 'esm', minify: true });
  await build.close();
  const code = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n');
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  // All of it is there, and nothing else.
  expect(modules.filter((id) => !OURS.test(id))).toEqual([]);
  expect(modules.length).toBeGreaterThan(12);
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(10_000);
});
