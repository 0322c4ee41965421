/** 2 GiB and more that come from a hub while they are hashed, and a connection that drops: by the library as built in Chromium, and by the command. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { buildStatement, signWithKey } from '../forge/index.js';
import { largeContent } from '../remote/servers/content.js';
import { startHub, type Hub } from '../remote/servers/hub.js';
import { watch } from './command.js';
import { inMiB, inSeconds, watchMemory } from './processes.js';
import { begin, inWords, longest, onHub, result, sofar } from './watched-page.js';

const MiB = 2 ** 20;
const GiB = 2 ** 30;
const MODEL = 'org/large';
/** More than fits into 31 bits. */
const SIZE = 2 * GiB + 3 * MiB + 5;

let hub: Hub;
let folder = '';
let publicKey = '';

beforeAll(async () => {
  const content = largeContent(SIZE);
  const resources = [{ name: 'weights.safetensors', digest: content.sha256, algorithm: 'sha256' }];
  const { bundle, publicKeyPem } = signWithKey(await buildStatement({}, { resources: () => resources }));
  publicKey = publicKeyPem;
  folder = await mkdtemp(join(tmpdir(), 'touchstone-hub-'));
  await writeFile(join(folder, 'key.pem'), publicKey);
  hub = await startHub({
    [MODEL]: { files: { 'weights.safetensors': content, 'model.sig': JSON.stringify(bundle) } },
  });
});

afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** Drops twice: the first answer after a part, the second after another one. */
function dropping(): void {
  hub.script.splice(0);
  hub.script.push({ path: 'weights.safetensors', cutAfter: 700 * MiB + 1, times: 2 });
  hub.storage.asked.splice(0);
}

const ranges = () => hub.storage.asked.map(({ range }) => range);

describe('2 GiB from a hub, with a connection that drops twice', () => {
  it('in Chromium: is verified, and needs no more memory than a little', async () => {
    dropping();
    await onHub(`hf://${MODEL}`, hub.url, async ({ engine, inside }) => {
      const before = await watchMemory(inside.pids, 'VmRSS').stop();
      const memory = watchMemory(inside.pids, 'VmRSS');
      await begin(engine, { trust: { method: 'key', publicKey } });
      const ended = await result(engine);
      const peak = await memory.stop();
      const { blocked } = await sofar(engine);
      console.log(
        `Chromium: ${inSeconds(ended.at)}, ${inMiB(peak - before)} more than before, ${inWords(blocked)}`,
      );
      expect(ended).toMatchObject({ verdict: 'verified', source: 'streamed' });
      expect(ranges()).toHaveLength(3);
      expect(ranges()[0]).toBeNull();
      expect(peak - before).toBeLessThan(512 * MiB);
      expect(longest(blocked)).toBeLessThan(200);
    });
  });

  it('in Chromium: one byte at its end is noticed, and a drop for good is said', async () => {
    await onHub(`hf://${MODEL}`, hub.url, async ({ engine }) => {
      hub.script.splice(0);
      hub.script.push({ path: 'weights.safetensors', cutAfter: 1.5 * GiB, times: 1 });
      hub.script.push({ path: 'weights.safetensors', otherBytes: true });
      await begin(engine, { trust: { method: 'key', publicKey } });
      const other = await result(engine);
      expect(other.verdict).toBe('files-mismatch');
      hub.script.splice(0);
      hub.script.push({ path: 'weights.safetensors', cutAfter: GiB, times: 1 });
      hub.script.push({ path: 'weights.safetensors', status: 503 });
      await begin(engine, { trust: { method: 'key', publicKey } });
      const lost = await result(engine);
      expect(lost.verdict).toBe('could-not-check');
    });
  });

  it('by the command: the same', async () => {
    dropping();
    const args = [
      'verify',
      'key',
      `hf://${MODEL}`,
      '--hub',
      hub.url,
      '--public-key',
      'key.pem',
      '--yes',
      '--json',
    ];
    const ended = await watch(args, folder).finished;
    console.log(`command: ${inSeconds(ended.milliseconds)}, at most ${inMiB(ended.peak)}`);
    expect(ended.code).toBe(0);
    const report = JSON.parse(ended.stdout) as Report;
    expect(report.verdict.code).toBe('verified');
    expect(report.model.source).toBe('streamed');
    expect(ranges()).toHaveLength(3);
    expect(ended.peak).toBeLessThan(512 * MiB);
  });
});
