import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { Question } from '../matrix/question.js';
import { Disk } from './visitor.js';

/** Above this, Playwright takes files from the disk only. */
const MAX_BUFFER = 40 * 1024 * 1024;

type Trust = Question['trust'];

const METHODS = {
  sigstore: 'A person or a workflow',
  key: 'A public key',
  certificate: 'A certificate authority',
  inspect: 'I don’t know whom to expect',
} as const satisfies Record<Trust['method'], string>;

const PINS = {
  subjectAltName: 'Expected alternative name (optional)',
  leafFingerprint: 'Fingerprint of the signer’s certificate (optional)',
  intermediateFingerprint: 'Fingerprint of an intermediate CA (optional)',
} as const;

/** What was chosen last. */
interface Standing {
  readonly files: Question['files'];
  readonly single: boolean;
  /** Null: the model's own. */
  readonly bundle: Question['bundle'];
}

/**
 * A person who asks one question after the other, and changes only what is different: a page of its own for each would take
 * most of the time. Everything is done by names that a person sees.
 */
export class Asker {
  readonly #page: Page;
  readonly #url: string;
  readonly #disk = new Disk();
  readonly #folders = new WeakMap<Question['files'], Promise<string>>();
  #standing: Standing | null = null;
  /** Where the verdict is on the page, and not the form. */
  #judged = false;
  #next = 0;
  #roots: readonly string[] = [];
  #key = '';
  #trustedRoot: string | null = null;
  readonly #written = new Map<string, string>();
  readonly #ticked = new Map<string, boolean>();

  constructor(page: Page, url: string) {
    this.#page = page;
    this.#url = url;
  }

  /** The verdict and the codes of its reasons; or the question that the form asks back. */
  async ask(question: Question): Promise<string> {
    await this.#bring(question);
    await this.#expect(question.trust);
    await this.#choose(question);
    await this.#press('Check');
    // The focus goes to the verdict, or to the first field in which something is missing.
    const end = this.#page.locator('[data-verdict]:has(#verdict-title:focus), [aria-invalid="true"]:focus');
    const [verdict, reasons] = await end.evaluate((element) => [
      element.getAttribute('data-verdict'),
      element.getAttribute('data-reasons'),
    ]);
    this.#judged = verdict !== null;
    return this.#judged ? `${verdict ?? ''}: ${reasons ?? ''}` : 'asked back';
  }

  async end(): Promise<void> {
    await this.#disk[Symbol.asyncDispose]();
  }

  /** The model and its signature. */
  async #bring({ files, single, bundle }: Question): Promise<void> {
    const last = this.#standing?.bundle ?? null;
    const same = this.#standing?.files === files && this.#standing.single === single;
    const isNew = !same || (bundle === null && last !== null);
    if (isNew) await this.#chooseModel(files, single);
    else if (this.#judged) await this.#press('Change what you expect');
    this.#standing = { files, single, bundle };
    if (bundle !== null && (isNew || bundle !== last)) await this.#chooseSignature(bundle);
  }

  async #chooseModel(files: Question['files'], single: boolean): Promise<void> {
    if (this.#standing === null) await this.#page.goto(this.#url);
    else await this.#press(this.#judged ? 'Check something else' : 'Choose something else');
    const folder = await this.#folderOf(files);
    if (single) {
      const paths = Object.keys(files).map((path) => join(folder, path));
      await this.#page.getByLabel('Choose files').setInputFiles(paths);
    } else {
      await this.#page.getByLabel('Choose a folder').setInputFiles(folder);
    }
    await this.#page.getByRole('heading', { name: 'What was found' }).waitFor();
  }

  #folderOf(files: Question['files']): Promise<string> {
    const folder = this.#folders.get(files) ?? this.#disk.folder(files);
    this.#folders.set(files, folder);
    return folder;
  }

  /** Under a name of its own, so that it can be told when the page has read it. */
  async #chooseSignature(bundle: string | Uint8Array): Promise<void> {
    const name = `signature-${String(this.#next++)}.sig`;
    await this.#pick('Signature file (if it is not in the folder)', [[name, bundle]]);
    await this.#page.locator('p', { hasText: 'Signature file:' }).getByText(name).waitFor();
  }

  /** Whom the person expects. */
  async #expect(trust: Trust): Promise<void> {
    // Asked for beside an identity only, and kept for those who name nobody.
    if (trust.method === 'sigstore' || trust.method === 'inspect') await this.#useTrustedRoot(trust);
    await this.#method(trust.method);
    switch (trust.method) {
      case 'sigstore':
        await this.#fill('Identity', trust.identity ?? trust.identityPattern);
        await this.#tick('This is a pattern', trust.identity === undefined);
        await this.#fill('Issuer', trust.issuer);
        return;
      case 'key':
        await this.#useKey(trust.publicKey);
        return;
      case 'certificate':
        await this.#useRoots(trust.roots ?? []);
        await this.#fill('Expected subject (optional)', trust.subject ?? '');
        for (const [pin, label] of Object.entries(PINS)) {
          await this.#fill(label, trust[pin as keyof typeof PINS] ?? '', 'Pin the certificate further');
        }
        return;
      case 'inspect':
        return;
    }
  }

  async #method(method: Trust['method']): Promise<void> {
    await this.#page.getByRole('radio', { name: METHODS[method] }).check();
  }

  async #useTrustedRoot({ trustedRoot }: { readonly trustedRoot?: string | object }): Promise<void> {
    const text =
      trustedRoot === undefined || typeof trustedRoot === 'string'
        ? (trustedRoot ?? null)
        : JSON.stringify(trustedRoot);
    if (text === this.#trustedRoot) return;
    await this.#method('sigstore');
    await this.#open('Use another Sigstore', 'Trusted root file');
    const remove = this.#page.getByRole('button', { name: 'Remove trusted_root.json' });
    if (this.#trustedRoot !== null) await remove.click();
    if (text !== null) {
      await this.#pick('Trusted root file', [['trusted_root.json', text]]);
      await remove.waitFor();
    }
    this.#trustedRoot = text;
  }

  async #useKey(publicKey: string): Promise<void> {
    if (publicKey === this.#key) return;
    const remove = this.#page.getByRole('button', { name: 'Remove key.pem' });
    if (await remove.isVisible()) await remove.click();
    await this.#pick('Public key file', [['key.pem', publicKey]]);
    await remove.waitFor();
    this.#key = publicKey;
  }

  async #useRoots(given: string | readonly string[]): Promise<void> {
    const roots = typeof given === 'string' ? [given] : given;
    if (JSON.stringify(roots) === JSON.stringify(this.#roots)) return;
    for (const i of this.#roots.keys()) await this.#press(`Remove root-${String(i)}.pem`);
    if (roots.length > 0) {
      await this.#pick(
        'CA certificate files',
        roots.map((pem, i) => [`root-${String(i)}.pem`, pem]),
      );
      await this.#page.getByRole('button', { name: `Remove root-${String(roots.length - 1)}.pem` }).waitFor();
    }
    this.#roots = roots;
  }

  /** Under "Options". */
  async #choose({ ignorePaths, only = [], ignoreUnsignedFiles = false }: Question): Promise<void> {
    await this.#fill('Paths to leave out', ignorePaths.join('\n'), 'Options');
    await this.#fill('Check only these paths', only.join('\n'), 'Options');
    await this.#tick('Do not fail on files that are not signed', ignoreUnsignedFiles, 'Options');
  }

  /** What is folded away, unless it is open already. */
  async #open(summary: string, label: string): Promise<void> {
    if (await this.#page.getByLabel(label, { exact: true }).isVisible()) return;
    await this.#page.getByText(summary, { exact: true }).click();
  }

  /** What a field says outlives every choice of files; `under` is what it may be folded away in. */
  async #fill(label: string, text: string, under?: string): Promise<void> {
    if ((this.#written.get(label) ?? '') === text) return;
    if (under !== undefined) await this.#open(under, label);
    await this.#page.getByLabel(label, { exact: true }).fill(text);
    this.#written.set(label, text);
  }

  async #tick(label: string, wanted: boolean, under?: string): Promise<void> {
    if ((this.#ticked.get(label) ?? false) === wanted) return;
    if (under !== undefined) await this.#open(under, label);
    await this.#page.getByRole('checkbox', { name: label }).setChecked(wanted);
    this.#ticked.set(label, wanted);
  }

  /** With the keyboard, which waits for no animation; the page's other tests click. */
  async #press(button: string): Promise<void> {
    await this.#page.getByRole('button', { name: button, exact: true }).press('Enter');
  }

  async #pick(label: string, files: readonly (readonly [name: string, content: string | Uint8Array])[]) {
    const large = files.some(([, content]) => content.length > MAX_BUFFER);
    const input = this.#page.getByLabel(label);
    if (large) {
      await input.setInputFiles(
        await Promise.all(files.map(([name, content]) => this.#disk.file(name, content))),
      );
      return;
    }
    await input.setInputFiles(
      files.map(([name, content]) => ({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(content),
      })),
    );
  }
}
