import { basename } from 'node:path';
import type { Report } from '../../src/index.js';
import type { Engine } from './engine.js';

export interface Visit {
  /** Hands over the model, once the page is there. */
  readonly choose: (engine: Engine) => Promise<void>;
  /** Absent: the signature is among the model's files. */
  readonly bundlePath?: string;
  readonly publicKeyPath: string;
}

/** Only so that a page that hangs fails the test. */
const PATIENCE_MS = 60_000;
const VERDICT_MS = 600_000;

/**
 * A whole visit to the built page with a model that is signed by a bare key, up to the report that it hands out. `origin`
 * is where `dist` is served.
 */
export async function visit(engine: Engine, origin: string, what: Visit): Promise<Report> {
  await engine.open(`${origin}web/`);
  await what.choose(engine);
  if (what.bundlePath !== undefined) {
    await chooseByLabel(engine, 'Signature file (if it is not in the folder)', [what.bundlePath]);
    await engine.run(waitForText, `Signature file: ${basename(what.bundlePath)}`, PATIENCE_MS);
  }
  await press(engine, 'A public key');
  await chooseByLabel(engine, 'Public key file', [what.publicKeyPath]);
  await engine.run(waitForControl, `Remove ${basename(what.publicKeyPath)}`, PATIENCE_MS);
  await press(engine, 'Check');
  await engine.run(waitForVerdict, VERDICT_MS);
  await engine.run(keepDownloads);
  await press(engine, 'Download report (JSON)');
  const [shown, json] = await engine.run(readReport);
  const report = JSON.parse(json) as Report;
  if (report.verdict.code !== shown)
    throw new Error(`The page shows ${shown}, the report says ${report.verdict.code}`);
  return report;
}

/** A selector of the control with this label, as soon as the page has one. */
export async function findByLabel(engine: Engine, label: string): Promise<string> {
  return engine.run(waitForControl, label, PATIENCE_MS);
}

/** Picks files in the input of this label. */
export async function chooseByLabel(engine: Engine, label: string, paths: readonly string[]): Promise<void> {
  await engine.chooseFiles(await findByLabel(engine, label), paths);
}

/** Picks a folder, where the engine's driver can. */
export async function chooseFolderByLabel(engine: Engine, label: string, path: string): Promise<void> {
  if (engine.chooseFolder === undefined) throw new Error(`${engine.name}'s driver picks no folders.`);
  await engine.chooseFolder(await findByLabel(engine, label), path);
}

export async function press(engine: Engine, name: string): Promise<void> {
  await engine.run(click, await findByLabel(engine, name));
}

// What follows runs in the page and sees nothing from here.

/** Waits for the button or input of this accessible name, marks it, and returns a selector that finds it. */
async function waitForControl(name: string, withinMs: number): Promise<string> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    // One that says nothing yet stands ready for what it will say.
    const problem = [...document.querySelectorAll<HTMLElement>('[role="alert"]')].find(
      ({ innerText }) => innerText.trim() !== '',
    );
    if (problem !== undefined) throw new Error(`The page says: ${problem.innerText}`);
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

async function waitForText(text: string, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (document.body.innerText.includes(text)) return;
    if (Date.now() > end) throw new Error(`No “${text}” on the page: ${document.body.innerText}`);
  }
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

async function waitForVerdict(withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const problem =
      [...document.querySelectorAll<HTMLElement>('[role="alert"], [aria-invalid="true"]')].find(
        ({ innerText, ariaInvalid }) => innerText.trim() !== '' || ariaInvalid === 'true',
      ) ?? null;
    if (problem !== null) throw new Error(`Not checked: ${problem.innerText}`);
    if (document.querySelector('[data-verdict]') !== null) return;
    if (Date.now() > end) throw new Error(`No verdict on the page: ${document.body.innerText}`);
  }
}

function keepDownloads(): void {
  const create = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (made) => {
    if (made instanceof Blob) Object.assign(globalThis, { kept: made });
    return create(made);
  };
}

/** The verdict on the page, and the report that was downloaded. */
async function readReport(): Promise<readonly [string, string]> {
  const verdict = document.querySelector<HTMLElement>('[data-verdict]')?.dataset['verdict'] ?? '';
  // It is made in turns.
  for (const end = Date.now() + 10_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const { kept } = globalThis as unknown as { kept?: Blob };
    if (kept !== undefined) return [verdict, await kept.text()];
    if (Date.now() > end) throw new Error('no report was downloaded');
  }
}
