import type { Page } from 'playwright/test';
import type * as Library from '../../src/index.js';
import type { Question } from '../matrix/question.js';

/** Asks the library as built, on a page that has nothing else: what somebody gets who installs the package. */
export function askLibrary(page: Page, question: Question): Promise<Library.Report> {
  const { files, single, bundle, trust, ignorePaths, only, ignoreUnsignedFiles = false } = question;
  const input = {
    files: Object.entries(files).map(([path, content]) => ({ path, base64: base64Of(content) })),
    // Text goes as text: a library that is given bytes reads them otherwise.
    bundle: bundle === null || typeof bundle === 'string' ? bundle : { base64: base64Of(bundle) },
    options: {
      trust,
      ignorePaths,
      ...(only === undefined ? {} : { only }),
      ignoreUnsignedFiles,
      listing: { source: 'entries', kind: single ? 'file' : 'directory' } as const,
    },
  };
  return page.evaluate(async ({ files, bundle, options }) => {
    const url = new URL('lib/index.js', location.href).href;
    const { verifyModel } = (await import(url)) as typeof Library;
    const blobOf = (base64: string) =>
      new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]);
    return verifyModel({
      model: files.map(({ path, base64 }) => ({ path, blob: blobOf(base64) })),
      ...(bundle === null ? {} : { bundle: typeof bundle === 'string' ? bundle : blobOf(bundle.base64) }),
      ...options,
    });
  }, input);
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
