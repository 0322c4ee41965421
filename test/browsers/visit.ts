import { basename } from 'node:path';
import type { Engine } from './engine.js';

export interface Visit {
  /** Hands over the model, once the page is there. */
  readonly choose: (engine: Engine) => Promise<void>;
  /** Absent: the signature is among the model's files. */
  readonly bundlePath?: string;
  readonly publicKeyPath: string;
}

/** The verdict as the page shows it. Names and paths have their invisible characters spelled out, and their middle cut. */
export interface VisitResult {
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly headline: string;
  readonly files: readonly { readonly path: string; readonly state: string }[];
  /** The line below the headline: what was looked at, and what the browser does not show. */
  readonly bounds: string;
}

/** Only so that a page that hangs fails the test. */
const PATIENCE_MS = 60_000;
const VERDICT_MS = 600_000;

/** A whole visit to the built page with a model that is signed by a bare key. `origin` is where `dist` is served. */
export async function visit(engine: Engine, origin: string, what: Visit): Promise<VisitResult> {
  await engine.open(`${origin}web/`);
  await what.choose(engine);
  if (what.bundlePath !== undefined) {
    await chooseByLabel(engine, 'Signature file (if it is not in the folder)', [what.bundlePath]);
    await engine.run(waitForControl, 'Use the model’s own instead', PATIENCE_MS);
  }
  await press(engine, 'A public key');
  await chooseByLabel(engine, 'Public key file', [what.publicKeyPath]);
  await engine.run(waitForControl, `Remove ${basename(what.publicKeyPath)}`, PATIENCE_MS);
  await press(engine, 'Check');
  await engine.run(waitForVerdict, VERDICT_MS);
  return engine.run(readVerdict);
}

/** Picks files in the input of this label, as soon as the page has one. */
export async function chooseByLabel(engine: Engine, label: string, paths: readonly string[]): Promise<void> {
  await engine.chooseFiles(await engine.run(waitForControl, label, PATIENCE_MS), paths);
}

/** Picks a folder, where the engine's driver can. */
export async function chooseFolderByLabel(engine: Engine, label: string, path: string): Promise<void> {
  if (engine.chooseFolder === undefined) throw new Error(`${engine.name}'s driver picks no folders.`);
  await engine.chooseFolder(await engine.run(waitForControl, label, PATIENCE_MS), path);
}

export async function press(engine: Engine, name: string): Promise<void> {
  await engine.run(click, await engine.run(waitForControl, name, PATIENCE_MS));
}

// What follows runs in the page and sees nothing from here.

/** Waits for the button or input of this accessible name, marks it, and returns a selector that finds it. */
async function waitForControl(name: string, withinMs: number): Promise<string> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const problem = document.querySelector<HTMLElement>('[role="alert"]');
    if (problem !== null) throw new Error(`The page says: ${problem.innerText}`);
    for (const control of document.querySelectorAll<HTMLInputElement | HTMLButtonElement>('button, input')) {
      const text = control.ariaLabel ?? control.labels?.[0]?.textContent ?? control.textContent;
      if (text.replace(/\s+/gu, ' ').trim() !== name) continue;
      document.querySelector('[data-test]')?.removeAttribute('data-test');
      control.setAttribute('data-test', '');
      return '[data-test]';
    }
    if (Date.now() > end) throw new Error(`No “${name}” on the page: ${document.body.innerText}`);
  }
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

async function waitForVerdict(withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const problem = document.querySelector<HTMLElement>('[role="alert"], [aria-invalid="true"]');
    if (problem !== null) throw new Error(`Not checked: ${problem.innerText}`);
    if (document.querySelector('[data-verdict]') !== null) return;
    if (Date.now() > end) throw new Error(`No verdict on the page: ${document.body.innerText}`);
  }
}

/** Once all files are on the page: it renders them 200 at a time. */
async function readVerdict(): Promise<VisitResult> {
  const list = document.querySelector('ul[aria-labelledby="files-title"]');
  for (;;) {
    const more = list?.nextElementSibling;
    if (!(more instanceof HTMLButtonElement)) break;
    more.click();
    await new Promise((resolve) => setTimeout(resolve));
  }
  const verdict = document.querySelector<HTMLElement>('[data-verdict]');
  const textOf = (element: Element | null | undefined): string =>
    (element?.textContent ?? '').replace(/\s+/gu, ' ').trim();
  return {
    verdict: verdict?.dataset['verdict'] ?? '',
    reasons: (verdict?.dataset['reasons'] ?? '').split(' ').filter((code) => code !== ''),
    headline: textOf(verdict?.querySelector('.headline')),
    files: Array.from(document.querySelectorAll<HTMLElement>('li[data-state]'), (item) => ({
      path: item.querySelector('bdi')?.textContent ?? '',
      state: item.dataset['state'] ?? '',
    })),
    bounds: textOf(verdict?.querySelector('.bounds')),
  };
}
