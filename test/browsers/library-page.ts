import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../scripts/serve.mjs';
import type * as Library from '../../src/index.js';
import type { Engine } from './engine.js';
import type { Way } from './ways.js';

const LIBRARY = fileURLToPath(new URL('../../dist/lib', import.meta.url));

/** What the page below keeps between the calls of a test. */
interface Bench {
  library: typeof Library;
  chosen: Library.ModelInput | null;
  running: Promise<Outcome> | null;
}

/** One check, with the page's clock (milliseconds since 1970, the same machine's). */
export interface Outcome {
  readonly report: Library.Report;
  readonly startedAt: number;
  /** When the model had been listed. */
  readonly listedAt: number | null;
  /** When the check began its last look at the disk; null where it never came to it. */
  readonly lookedAt: number | null;
  readonly endedAt: number;
}

/**
 * A page with the library as built and the three ways of choosing, without our own page around it. What is chosen is taken
 * as our page takes it (web/lib/choice.ts): a folder's entry where there is one, else its list of files.
 */
const PAGE = `<!doctype html>
<title>library</title>
<input id="folder" type="file" webkitdirectory>
<input id="files" type="file" multiple>
<script type="module">
  import * as library from './lib/index.js';
  globalThis.bench = { library, chosen: null, running: null };
  const take = (list) => {
    // Our page shows sizes at once, and Chromium keeps what it was asked first.
    for (const { size } of list) void size;
    bench.chosen = Array.from(list);
  };
  document.querySelector('#folder').onchange = ({ target }) => {
    const [entry] = target.webkitEntries ?? [];
    if (entry?.isDirectory) bench.chosen = { entry };
    else take(target.files);
  };
  document.querySelector('#files').onchange = ({ target }) => take(target.files);
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', async (event) => {
    event.preventDefault();
    const [item] = event.dataTransfer.items;
    const entry = item.webkitGetAsEntry();
    const handle = item.getAsFileSystemHandle === undefined ? null
      : await Promise.race([item.getAsFileSystemHandle(), new Promise((end) => setTimeout(end, 1000, null))]);
    bench.chosen = { entry, handle };
  });
</script>`;

/** Serves it on this machine. */
export async function serveLibrary(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-library-'));
  await cp(LIBRARY, join(folder, 'lib'), { recursive: true });
  await writeFile(join(folder, 'index.html'), PAGE);
  const server = await serve(folder, 0, { bare: true });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Chooses in one of the ways, and waits until the page has it. */
export async function choose(engine: Engine, way: Way, paths: readonly string[]): Promise<void> {
  await engine.run(async () => {
    const scope = globalThis as typeof globalThis & { bench?: Bench };
    while (scope.bench === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
    scope.bench.chosen = null;
    scope.bench.running = null;
    // To choose what is chosen already changes nothing, in Chromium.
    for (const input of document.querySelectorAll('input')) input.value = '';
  });
  const [first = ''] = paths;
  if (way === 'files') await engine.chooseFiles('#files', paths);
  else if (way === 'folder') await engine.chooseFolder?.('#folder', first);
  else await engine.drop?.([first]);
  await engine.run(async (alone) => {
    const { bench } = globalThis as unknown as { bench: Bench };
    while (bench.chosen === null) await new Promise((resolve) => setTimeout(resolve, 5));
    if (alone && 'entry' in bench.chosen) bench.chosen = bench.chosen.handle ?? null;
  }, way === 'handle');
}

/**
 * Begins a check of what was chosen, and does not wait for it. `hold` is asked for when the check looks at the disk again,
 * and until it answers the page stands still.
 */
export async function begin(
  engine: Engine,
  bundle: string,
  trust: Library.TrustInput,
  hold: string | null = null,
): Promise<void> {
  await engine.run(
    (bundle, trust, hold) => {
      const { bench } = globalThis as unknown as { bench: Bench };
      const { chosen, library } = bench;
      if (chosen === null) throw new Error('nothing was chosen');
      const startedAt = Date.now();
      let listedAt: number | null = null;
      let lookedAt: number | null = null;
      const onProgress = ({ phase }: Library.Progress): void => {
        if (phase !== 'listing') listedAt ??= Date.now();
        if (phase !== 'looking-again' || lookedAt !== null) return;
        lookedAt = Date.now();
        if (hold === null) return;
        const request = new XMLHttpRequest();
        request.open('GET', hold, false);
        request.send();
      };
      const ended = library.verifyModel({ model: chosen, bundle, trust, onProgress });
      bench.running = ended.then((report) => ({
        report,
        startedAt,
        listedAt,
        lookedAt,
        endedAt: Date.now(),
      }));
      bench.running.catch(() => undefined);
    },
    bundle,
    trust,
    hold,
  );
}

/** Longer than any of the library's own time-outs for one file. */
const HANGS_MS = 150_000;

/** Waits for its end. Rejects where the check rejects or hangs, which it never may. */
export async function outcome(engine: Engine): Promise<Outcome> {
  return engine.run(async (patience) => {
    const { bench } = globalThis as unknown as { bench: Bench };
    const late = new Promise<null>((resolve) => setTimeout(resolve, patience, null));
    const ended = await Promise.race([bench.running, late]);
    if (ended === null) throw new Error('the check hangs, or was never begun');
    return ended;
  }, HANGS_MS);
}
