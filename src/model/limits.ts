import { browserEngine } from '../browser-engine.js';
import type { ModelFacts } from '../report.js';

type Limits = ModelFacts['cannotSee'];

/** What the ways of choosing do not show, by browser: docs/browsers.md has what was measured. */
export const LIMITS = {
  handle: (): Limits => ['symbolic-links', 'odd-names'],
  entry: (): Limits => [
    'symbolic-links',
    'empty-directories',
    'undecodable-names',
    // WebKit leaves out names with a leading dot, and shows a folder that it may not list as an empty one.
    ...(browserEngine() === 'webkit' ? (['hidden-names', 'unreadable-folders'] as const) : []),
  ],
  folderList: (): Limits => [
    'symbolic-links',
    'empty-directories',
    'undecodable-names',
    'unreadable-folders',
    // On Windows no name has one, but who would tell us.
    ...(browserEngine() === 'chromium' ? (['back-slashes'] as const) : []),
    ...laterChanges(),
  ],
  fileList: (): Limits => ['symbolic-links', ...laterChanges()],
};

/** Only Chromium compares a picked file with what was picked whenever it reads it. */
function laterChanges(): Limits {
  return browserEngine() === 'chromium' || browserEngine() === 'none' ? [] : ['later-changes'];
}
