// assembly/sha256.ts → build/sha256.wasm → build/sha256-wasm.js, which is what src/hash imports as `#sha256-wasm`.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Compiles the kernel. The same sources and compiler give the same bytes. The module goes into the code as base64
 * rather than beside it as a file: 6 kB, and nothing is left to fetch or to find after bundling.
 */
export async function buildWasm() {
  const { error, stderr } = await asc.main([
    '--config',
    'asconfig.json',
    '--target',
    'release',
    '--baseDir',
    root,
  ]);
  if (error) throw new Error(`asc: ${error.message}\n${stderr.toString()}`);
  const wasm = await readFile(`${root}build/sha256.wasm`);
  await writeFile(`${root}build/sha256-wasm.js`, `export default "${wasm.toString('base64')}";\n`);
  return { bytes: wasm.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { bytes } = await buildWasm();
  console.log(`build/sha256.wasm: ${String(bytes)} bytes`);
}
