/** A host of the built site that goes away, or changes it. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright/test';
import { serve } from '../../scripts/serve.mjs';
import { keepAndState } from '../../scripts/site/finish.mjs';
import { expect } from './fixtures.js';

const SITE = fileURLToPath(new URL('../../dist/web', import.meta.url));
export const KEPT = 'The page is kept on this machine: it opens, and checks, without the network.';

/** The built site, with a server that can be stopped, and files that can be changed. */
export class Host implements AsyncDisposable {
  readonly #folder: string;
  #server: Awaited<ReturnType<typeof serve>> | null;
  readonly url: string;

  private constructor(folder: string, server: Awaited<ReturnType<typeof serve>>) {
    this.#folder = folder;
    this.#server = server;
    this.url = server.url;
  }

  static async start(): Promise<Host> {
    const folder = await mkdtemp(join(tmpdir(), 'touchstone-site-'));
    await cp(SITE, folder, { recursive: true });
    return new Host(folder, await serve(folder, 0));
  }

  async stop(): Promise<void> {
    await this.#server?.close();
    this.#server = null;
  }

  async change(path: string, change: (text: string) => string): Promise<void> {
    const file = join(this.#folder, path);
    await writeFile(file, change(await readFile(file, 'utf8')));
  }

  /** What whoever runs the site lays there. */
  async add(path: string, text: string): Promise<void> {
    const file = join(this.#folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** As the next version would be laid there. */
  async release(): Promise<void> {
    await this.change('sample/ABOUT.md', (text) => `${text}\nThe next version.\n`);
    await keepAndState(this.#folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true });
  }
}

export async function visit(page: Page, host: Host, place = ''): Promise<void> {
  await page.goto(`${host.url}${place}`);
  // Somebody is there, so that the page need not wait to see whether anybody is.
  await page.mouse.move(5, 5);
  await expect(page.getByRole('contentinfo')).toContainText(KEPT);
}

/** The first visit, and its end: in a window of its own, since to go elsewhere in one that a worker just took over was seen to hang. */
export async function visitOnce(page: Page, host: Host): Promise<void> {
  const first = await page.context().newPage();
  await visit(first, host);
  await first.close();
}
