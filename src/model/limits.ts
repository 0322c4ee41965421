import type { ModelFacts } from '../report.js';

type Limits = ModelFacts['cannotSee'];

/** What the ways of choosing do not show, by browser: docs/browsers.md has what was measured. */
export const LIMITS = {
  handle: (): Limits => ['symbolic-links', 'odd-names'],
  entry: (): Limits => [
    'symbolic-links',
    'empty-directories',
    // WebKit leaves out names with a leading dot, and shows a folder that it may not list as an empty one.
    ...(engine() === 'webkit' ? (['hidden-names', 'unreadable-folders'] as const) : []),
  ],
  folderList: (): Limits => ['symbolic-links', 'empty-directories', 'unreadable-folders', ...laterChanges()],
  fileList: (): Limits => ['symbolic-links', ...laterChanges()],
};

/** Only Chromium compares a picked file with what was picked whenever it reads it. */
function laterChanges(): Limits {
  return engine() === 'chromium' || engine() === 'none' ? [] : ['later-changes'];
}

/** What differs between the engines' pages; the library's types know no page. */
interface Scope {
  readonly DataTransferItem?: { readonly prototype: object };
  readonly CSS?: { supports(property: string, value: string): boolean };
  readonly WorkerGlobalScope?: unknown;
}

/** Told by what it can, not by its name. What is unknown is taken for WebKit, which shows least. */
function engine(): 'chromium' | 'gecko' | 'webkit' | 'none' {
  const { DataTransferItem: item, CSS: css, WorkerGlobalScope: worker }: Scope = globalThis;
  if (item === undefined && worker === undefined) return 'none';
  if (item !== undefined && 'getAsFileSystemHandle' in item.prototype) return 'chromium';
  return css?.supports('-moz-appearance', 'none') === true ? 'gecko' : 'webkit';
}
