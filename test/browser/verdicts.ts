import { expect, type Page } from 'playwright/test';
import type { VerdictCode } from '../../src/index.js';
import { buildStatement, makeSigstore, noise, signKeyless, text, type ForgedFiles } from '../forge/index.js';
import { type Disk, expectSigner } from './visitor.js';

/** A way to one of the nine verdicts, as a person would go it. */
export interface Way {
  readonly code: VerdictCode;
  readonly files: ForgedFiles;
  readonly prepare: (page: Page, disk: Disk) => Promise<void>;
  /** The button that is advised, and where it leads. */
  readonly leads: { readonly button: string; readonly to: (page: Page) => Promise<void> };
}

const SIGNER = 'release@acme-models.example';
const ISSUER = 'https://accounts.google.com';

const files: ForgedFiles = {
  'README.md': text('# acme-7b\n'),
  'config.json': text('{"model_type":"llama"}\n'),
  'tokenizer.json': text('{"version":"1.0"}\n'),
  ...Object.fromEntries(
    [1, 2, 3].map((part) => [`weights/model-0000${String(part)}-of-00003.safetensors`, noise(200_000, part)]),
  ),
};

const sigstore = makeSigstore();
const statement = await buildStatement(files, { name: 'acme-7b' });
const sign = (identity: string) => signKeyless(sigstore, statement, { identity, issuer: ISSUER }).bundle;
const signed = (bundle: object): ForgedFiles => ({ ...files, 'model.sig': text(JSON.stringify(bundle)) });
const good = sign(SIGNER);
const { trustedRoot } = sigstore;

const expecting =
  (identity: string) =>
  (page: Page, disk: Disk): Promise<void> =>
    expectSigner(page, disk, { method: 'sigstore', identity, issuer: ISSUER, trustedRoot });

/** Another signature over the same statement: of the right form, and over something else. */
function withSignature(bundle: typeof good, other: typeof good): object {
  const { dsseEnvelope } = bundle as { dsseEnvelope: { signatures: unknown } };
  const { signatures } = (other as { dsseEnvelope: { signatures: unknown } }).dsseEnvelope;
  return { ...bundle, dsseEnvelope: { ...dsseEnvelope, signatures } };
}

const toForm = (page: Page) => expect(page.getByRole('heading', { name: 'What was found' })).toBeFocused();
const toStart = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Check a signed model' })).toBeFocused();

const toLetter = (page: Page) => expect(page.getByLabel('Send it to an address that you know')).toBeFocused();

/** One of each, in the order of their precedence. */
export const WAYS: readonly Way[] = [
  {
    code: 'could-not-check',
    files: signed({ ...good, mediaType: 'application/vnd.dev.sigstore.bundle.v9+json' }),
    prepare: expecting(SIGNER),
    leads: { button: 'Write to the publisher', to: toLetter },
  },
  {
    code: 'unsigned',
    files,
    prepare: expecting(SIGNER),
    leads: { button: 'Add a signature file', to: toForm },
  },
  {
    code: 'signature-invalid',
    files: signed(withSignature(good, sign(SIGNER))),
    prepare: expecting(SIGNER),
    leads: { button: 'Choose the model again', to: toStart },
  },
  {
    code: 'signer-mismatch',
    files: signed(sign('someone@else.example')),
    prepare: expecting(SIGNER),
    leads: { button: 'Write to the publisher', to: toLetter },
  },
  {
    code: 'files-mismatch',
    files: {
      ...signed(good),
      'config.json': text('{"model_type":"llama2"}\n'),
      'run.py': text('print("hello")\n'),
    },
    prepare: expecting(SIGNER),
    leads: { button: 'Choose the model again', to: toStart },
  },
  {
    code: 'partial',
    files: signed(good),
    prepare: async (page, disk) => {
      await expecting(SIGNER)(page, disk);
      await page.getByText('Options', { exact: true }).click();
      await page.getByLabel('Check only these paths').fill('weights');
    },
    leads: {
      button: 'Check all files',
      to: (page) => expect(page.locator('[data-verdict=verified]')).toBeVisible(),
    },
  },
  {
    code: 'signer-untrusted',
    files: signed(good),
    prepare: (page, disk) =>
      expectSigner(page, disk, { method: 'sigstore', identity: SIGNER, issuer: ISSUER }),
    leads: { button: 'Say whom you trust', to: toForm },
  },
  {
    code: 'signer-unconfirmed',
    files: signed(good),
    prepare: async (page, disk) => {
      await expecting(SIGNER)(page, disk);
      await page.getByRole('radio', { name: 'I don’t know whom to expect' }).check();
    },
    leads: { button: 'Say whom you expect', to: toForm },
  },
  {
    code: 'verified',
    files: signed(good),
    prepare: expecting(SIGNER),
    leads: {
      button: 'Keep the result',
      to: (page) => expect(page.getByRole('heading', { name: 'Keep the result' })).toBeFocused(),
    },
  },
];
