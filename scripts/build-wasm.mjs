// assembly/*.ts → build/*.wasm → build/sha256-wasm.js, which is what src/hash imports as `#sha256-wasm`.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

const BUILDS = { scalar: 'sha256', simd: 'sha256-simd' };

/**
 * Compiles the kernels. The same sources and compiler give the same bytes. The modules go into the code as base64
 * rather than beside it as files: 22 kB, and nothing is left to fetch or to find after bundling.
 */
export async function buildWasm() {
  const lines = [];
  const bytes = {};
  for (const [target, name] of Object.entries(BUILDS)) {
    const { error, stderr } = await asc.main([
      `assembly/${name}.ts`,
      '--config',
      'asconfig.json',
      '--target',
      target,
      '--baseDir',
      root,
    ]);
    if (error) throw new Error(`asc: ${error.message}\n${stderr.toString()}`);
    const wasm = await readFile(`${root}build/${name}.wasm`);
    lines.push(`export const ${target} = "${wasm.toString('base64')}";\n`);
    bytes[name] = wasm.length;
  }
  await writeFile(`${root}build/sha256-wasm.js`, lines.join(''));
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, length] of Object.entries(await buildWasm()))
    console.log(`build/${name}.wasm: ${length} bytes`);
}
