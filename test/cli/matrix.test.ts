import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, VerdictCode } from '../../src/index.js';
import type { Scenario } from '../matrix/case.js';
import { forgedCases } from '../matrix/forged.js';
import { interopCases, INTEROP_IS_HERE } from '../matrix/interop.js';
import { scenariosOf } from '../matrix/scenarios.js';

/** The command as built, with plain `node`. */
const COMMAND = fileURLToPath(new URL('../../dist/cli/touchstone.js', import.meta.url));

const EXIT: Partial<Record<VerdictCode, number>> = { verified: 0, 'could-not-check': 2 };

/** One of each method and of each way of hashing; a process each is slow, and the rest runs in test/matrix.test.ts. */
const FORGED = [
  'key P-384',
  'key, BLAKE2b',
  'key, BLAKE3',
  'key, shards',
  'key, one file as "."',
  'certificate',
  'keyless',
];

let root = '';
let next = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-matrix-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function write(path: string, content: Uint8Array | string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

async function trustFlags(folder: string, trust: Scenario['trust']): Promise<string[]> {
  switch (trust.method) {
    case 'key':
      return ['key', '--public-key', await write(join(folder, 'key.pem'), trust.publicKey)];
    case 'certificate': {
      const roots = typeof trust.roots === 'string' ? [trust.roots] : trust.roots;
      const flags = roots.map(async (pem, i) => [
        '--certificate-chain',
        await write(join(folder, `root-${String(i)}.pem`), pem),
      ]);
      return ['certificate', ...(await Promise.all(flags)).flat()];
    }
    case 'sigstore': {
      const own =
        trust.trustedRoot === undefined
          ? []
          : [
              '--trusted-root',
              await write(join(folder, 'trusted_root.json'), JSON.stringify(trust.trustedRoot)),
            ];
      return ['sigstore', '--identity', trust.identity, '--identity-provider', trust.issuer, ...own];
    }
  }
}

/** A single-file model is named as such, unless it has company: then the folder is all that can be named. */
async function run(scenario: Scenario): Promise<{ code: number; stdout: string; stderr: string }> {
  const folder = join(root, String(next++));
  const model = join(folder, 'model');
  for (const [path, content] of Object.entries(scenario.files)) await write(join(model, path), content);
  const names = Object.keys(scenario.files);
  const [method = '', ...flags] = await trustFlags(folder, scenario.trust);
  const target = scenario.single && names.length === 1 ? join(model, names[0] ?? '') : model;
  const ignored = scenario.ignorePaths.flatMap((path) => ['--ignore-paths', join(model, path)]);
  const signature = await write(join(folder, 'model.sig'), scenario.bundle);
  const args = [COMMAND, 'verify', method, target, '--signature', signature, ...flags, ...ignored, '--json'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

async function check(scenario: Scenario): Promise<void> {
  const { code, stdout, stderr } = await run(scenario);
  const { verdict } = JSON.parse(stdout) as Report;
  expect([verdict.code, code]).toEqual([scenario.expected, EXIT[scenario.expected] ?? 1]);
  expect(stderr.split('\n').filter(Boolean)).toHaveLength(code === 0 ? 0 : 1);
}

describe('touchstone verify', { concurrent: true }, async () => {
  const forged = (await forgedCases()).filter(({ name }) => FORGED.includes(name)).flatMap(scenariosOf);
  it.each(forged)('$name → $expected', check);

  describe.skipIf(!INTEROP_IS_HERE)('made by released versions of the reference library', () => {
    // Where they are absent there is nothing to list: this one is then reported as skipped.
    it('there are 13 of them', () => {
      expect(interopCases()).toHaveLength(13);
    });
    it.each(interopCases().flatMap(scenariosOf))('$name → $expected', check);
  });
});
