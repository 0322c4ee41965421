// The command as built against Python's hashlib in a pool of threads: node bench/command.bench.mjs
// Both print the same root digest. Whole processes, start and end included, in turns. Writes bench/RESULTS-command.md. BENCH_SCALE=4 makes the files a quarter as
// long, or as many.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { cp, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const KiB = 2 ** 10;
const MiB = 2 ** 20;
const GiB = 2 ** 30;
const ROUNDS = 5;
const SCALE = Number(process.env.BENCH_SCALE ?? 1);

const MODELS = [
  { name: 'one file of 4 GiB', count: 1, bytes: (4 * GiB) / SCALE },
  { name: 'four of 1 GiB', count: 4, bytes: GiB / SCALE },
  { name: 'eight of 512 MiB', count: 8, bytes: (512 * MiB) / SCALE },
  { name: '10,000 of 16 KiB', count: 10_000 / SCALE, bytes: 16 * KiB },
];

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const python = 'Python, as the reference library';
const scratch = await mkdtemp(join(tmpdir(), 'command-bench-'));
// A copy, so that another build meanwhile does not matter.
const command = join(scratch, 'cli', 'touchstone.js');
const PROGRAMS = {
  touchstone: (folder) => [process.execPath, command, 'digest', folder],
  'touchstone, --engine wasm': (folder) => [process.execPath, command, 'digest', folder, '--engine', 'wasm'],
  [python]: (folder) => ['python3', here('hashlib_pool.py'), folder],
};
/** Node reads certificates that were added to a machine's before it starts: as long as to hash 64 MiB. No part of this. */
const ENV = { ...process.env };
delete ENV.NODE_EXTRA_CA_CERTS;
/** Says at the end how much memory was used at most, in KiB. */
const WATCH = 'data:text/javascript,process.on("exit",()=>console.error(process.resourceUsage().maxRSS))';

const lines = [];
const say = (line = '') => {
  lines.push(line);
  console.log(line);
};

const [load] = loadavg();
try {
  execFileSync(process.execPath, [here('../scripts/build.mjs'), '--command'], { stdio: 'inherit' });
  await cp(here('../dist/cli'), join(scratch, 'cli'), { recursive: true });
  say('# The command, measured');
  say();
  say('Printed by `npm run bench command`. Medians, and ratios within each round, in MiB/s.');
  say();
  say(
    `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} cores, ${Math.round(totalmem() / GiB)} GiB;`,
  );
  // Well above zero, something else was running: then compare the best rounds rather than the medians.
  say(
    `Node ${process.versions.node}, load before ${load.toFixed(1)}, files of 1/${SCALE} of their size or number.`,
  );
  for (const { name, count, bytes } of MODELS) {
    const folder = await makeFiles(count, bytes);
    const speeds = {};
    const digests = new Set();
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [program, argv] of Object.entries(PROGRAMS))
        (speeds[program] ??= []).push((count * bytes) / MiB / seconds(argv(folder), digests));
    if (digests.size !== 1) throw new Error(`they disagree: ${[...digests].join(', ')}`);
    say();
    say(`## ${name}, read from the disk’s cache`);
    table(speeds, folder);
    await rm(folder, { recursive: true });
  }
  await writeFile(new URL('RESULTS-command.md', import.meta.url), `${lines.join('\n')}\n`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/** Real files with their own contents, in the system's cache as they were just written. */
async function makeFiles(count, bytes) {
  const folder = join(scratch, 'files');
  await mkdir(folder);
  const piece = randomFillSync(Buffer.alloc(Math.min(bytes, 8 * MiB)));
  for (let i = 0; i < count; i += 1) {
    const file = await open(join(folder, `${String(i).padStart(5, '0')}.bin`), 'w');
    for (let at = 0; at < bytes; at += piece.length) {
      piece.writeUInt32LE(i, 0);
      piece.writeDoubleLE(at, 4);
      await file.write(piece, 0, Math.min(piece.length, bytes - at));
    }
    await file.close();
  }
  return folder;
}

function seconds([program, ...args], digests) {
  const start = performance.now();
  digests.add(execFileSync(program, args, { encoding: 'utf8', env: ENV }).trim());
  return (performance.now() - start) / 1000;
}

/** At most, in MiB; null for what is not Node. */
function memory([program, ...args]) {
  if (program !== process.execPath) return null;
  const { stderr } = spawnSync(program, ['--import', WATCH, ...args], { encoding: 'utf8' });
  return Number(stderr.trim()) / KiB;
}

function table(rounds, folder) {
  say();
  say('| | MiB/s | against Python | from to | memory, MiB |');
  say('| --- | --- | --- | --- | --- |');
  for (const [program, speeds] of Object.entries(rounds)) {
    const ratio = median(speeds.map((speed, i) => speed / rounds[python][i]));
    const [least, most] = [Math.min(...speeds), Math.max(...speeds)].map((value) => value.toFixed(0));
    const used = memory(PROGRAMS[program](folder))?.toFixed(0) ?? '';
    say(
      `| ${program} | ${median(speeds).toFixed(0)} | ${ratio.toFixed(2)} | ${least} to ${most} | ${used} |`,
    );
  }
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
