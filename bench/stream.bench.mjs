// Files that a hub on this machine sends, hashed in the browser as they come, beside fetching them alone: node bench/stream.bench.mjs
// BENCH_SCALE=10 makes a tenth of the bytes.
import { createHash } from 'node:crypto';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { register } from 'tsx/esm/api';
import { serve } from '../scripts/serve.mjs';

const SCALE = Number(process.env.BENCH_SCALE ?? 1);
const MiB = 2 ** 20;
const ROUNDS = 5;
const KINDS = [
  { what: 'one file', count: 1, bytes: Math.round((1024 * MiB) / SCALE) },
  { what: 'four files', count: 4, bytes: Math.round((256 * MiB) / SCALE) },
];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

register();
const forge = await import('../test/forge/index.ts');
const { startHub } = await import('../test/remote/servers/hub.ts');
const server = await serve(fileURLToPath(new URL('../dist', import.meta.url)), 0, { bare: true });
const browser = await chromium.launch({ executablePath, args: FLAGS });
const page = await browser.newPage();
await page.goto(`${server.url}lib/index.js`);

console.log(
  `Load before ${loadavg()[0].toFixed(1)}; medians of ${ROUNDS} rounds, in MiB/s; the hub is a Node process on the same machine\n`,
);
console.log('| | fetched alone | fetched and checked | ratio | from to |');
console.log('| --- | --- | --- | --- | --- |');
for (const { what, count, bytes } of KINDS) {
  const content = zeros(bytes);
  const names = Array.from({ length: count }, (_, i) => `weights-${i}.safetensors`);
  const resources = names.map((name) => ({ name, digest: content.sha256, algorithm: 'sha256' }));
  const { bundle, publicKeyPem } = forge.signWithKey(
    await forge.buildStatement({}, { resources: () => resources }),
  );
  const files = Object.fromEntries(names.map((name) => [name, content]));
  const hub = await startHub({ 'org/model': { files: { ...files, 'model.sig': JSON.stringify(bundle) } } });
  const alone = [];
  const checked = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each round goes the other way round.
    const ways = [() => fetchAlone(hub.url), () => check(hub.url, publicKeyPem)];
    const [a, b] =
      round % 2 === 0 ? [await ways[0](), await ways[1]()] : (await inTurn(ways.toReversed())).toReversed();
    alone.push((count * bytes) / MiB / (a / 1000));
    checked.push((count * bytes) / MiB / (b / 1000));
  }
  await hub[Symbol.asyncDispose]();
  const ratios = checked.map((speed, i) => speed / alone[i]);
  console.log(
    `| ${what} of ${Math.round(bytes / MiB)} MiB | ${median(alone).toFixed(0)} | ${median(checked).toFixed(0)} | ${median(ratios).toFixed(2)} | ${Math.min(...checked).toFixed(0)} to ${Math.max(...checked).toFixed(0)} |`,
  );
}
await browser.close();
await server.close();

async function inTurn(ways) {
  const times = [];
  for (const way of ways) times.push(await way());
  return times;
}

/** Milliseconds: four at once, as the check does. */
function fetchAlone(endpoint) {
  return page.evaluate(async (endpoint) => {
    const { openRemote } = await import(new URL('index.js', location.href).href);
    const fetcher = (input, init) => fetch(input, init);
    const answer = await openRemote('hf://org/model', { fetcher, endpoint });
    const since = performance.now();
    await Promise.all(
      answer.value.files.map(async ({ source }) => {
        const reader = (await fetch(source.url, { cache: 'no-store', credentials: 'omit' })).body.getReader();
        while (!(await reader.read()).done);
      }),
    );
    return performance.now() - since;
  }, endpoint);
}

function check(endpoint, publicKey) {
  return page.evaluate(
    async ({ endpoint, publicKey }) => {
      const { openRemote, verifyModel } = await import(new URL('index.js', location.href).href);
      const fetcher = (input, init) => fetch(input, init);
      const model = await openRemote('hf://org/model', { fetcher, endpoint });
      const since = performance.now();
      const { verdict } = await verifyModel({ model, trust: { method: 'key', publicKey } });
      if (verdict.code !== 'verified') throw new Error(verdict.headline);
      return performance.now() - since;
    },
    { endpoint, publicKey },
  );
}

/** The hub is not to be what is measured. */
function zeros(size) {
  const piece = new Uint8Array(MiB);
  const hash = createHash('sha256');
  for (let at = 0; at < size; at += MiB) hash.update(piece.subarray(0, Math.min(MiB, size - at)));
  return { size, sha256: hash.digest('hex'), read: (start, end) => piece.subarray(0, end - start) };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
