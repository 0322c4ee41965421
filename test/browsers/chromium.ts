/**
 * Chromium through Playwright's library. Folders and drops take the ways of the real ones from the browser's process on:
 * `setInputFiles` with a folder makes Chromium list it itself, and a dispatched drag brings entries and handles on disk.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type LaunchOptions as Launch,
  type Page,
} from 'playwright';
import { CHROMIUM_FLAGS } from '../chromium-flags.js';
import type { Engine, LaunchOptions } from './engine.js';
import { temporaryFolder, unprivileged } from './process.js';

/** @param more for tests that need a window and its surroundings; flags are added */
export async function launchChromium(
  options: LaunchOptions = {},
  more: Launch = {},
): Promise<ChromiumEngine> {
  const folder = await temporaryFolder();
  try {
    const program = options.executablePath ?? findChromium();
    const executablePath = await withoutRootsRights(program, folder.path);
    const args = [...CHROMIUM_FLAGS, ...(more.args ?? [])];
    const browser = await chromium.launch({ ...more, executablePath, args });
    return new ChromiumEngine(browser, await browser.newContext(), () => folder.remove());
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

export class ChromiumEngine implements Engine {
  readonly name = 'Chromium';
  readonly version: string;
  readonly #browser: Browser;
  readonly #context: BrowserContext;
  readonly #afterwards: () => Promise<void>;
  #page: Page | null = null;

  constructor(browser: Browser, context: BrowserContext, afterwards: () => Promise<void>) {
    this.version = browser.version();
    this.#browser = browser;
    this.#context = context;
    this.#afterwards = afterwards;
  }

  /** The open page, for what only a test of Chromium does. */
  get page(): Page {
    if (this.#page === null) throw new Error('no page is open yet');
    return this.#page;
  }

  async open(url: string): Promise<void> {
    const previous = this.#page;
    this.#page = await this.#context.newPage();
    await previous?.close();
    await this.#page.goto(url);
  }

  /** Through JSON there and back, since Playwright by itself would let more through than the other engines' drivers. */
  run<A extends readonly unknown[], R>(action: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    return this.page.evaluate<Awaited<R>>(`(async () => {
      const json = JSON.stringify(await (${String(action)})(...${JSON.stringify(args)}));
      return json === undefined ? undefined : JSON.parse(json);
    })()`);
  }

  async chooseFiles(selector: string, paths: readonly string[]): Promise<void> {
    await this.page.setInputFiles(selector, [...paths]);
  }

  async chooseFolder(selector: string, path: string): Promise<void> {
    await this.page.setInputFiles(selector, path);
  }

  async drop(paths: readonly string[]): Promise<void> {
    const [x, y] = await this.run(() => [innerWidth / 2, innerHeight / 2] as const);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 }; // 1: copy
    const session = await this.#context.newCDPSession(this.page);
    try {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, x, y, data });
      }
    } finally {
      await session.detach();
    }
  }

  async close(): Promise<void> {
    await this.#browser.close().catch(() => undefined);
    await this.#afterwards();
  }
}

function findChromium(): string {
  const asked = process.env['CHROMIUM_PATH'];
  if (asked !== undefined && asked !== '') return asked;
  return ['/usr/bin/chromium'].find((path) => existsSync(path)) ?? chromium.executablePath();
}

/** Playwright starts one program and no command, so that for root a small script stands in between. */
async function withoutRootsRights(program: string, folder: string): Promise<string> {
  const [command, args] = unprivileged([program, []]);
  if (command === program) return program;
  const path = join(folder, 'chromium.sh');
  await writeFile(path, `#!/bin/sh\nexec ${[command, ...args].map(quoted).join(' ')} "$@"\n`, {
    mode: 0o755,
  });
  return path;
}

/** One word for the shell, whatever is in it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
