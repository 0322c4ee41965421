import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../src/model/limits.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The engines' own globals; test/browsers has the engines themselves. */
function stub({ handles = false, item = true }): void {
  const prototype = handles ? { getAsFileSystemHandle: () => null } : {};
  if (item) vi.stubGlobal('DataTransferItem', { prototype });
  vi.stubGlobal('WorkerGlobalScope', {});
}

describe('what a way of choosing does not show', () => {
  it('in Chromium', () => {
    stub({ handles: true });
    expect(LIMITS.entry()).toEqual(['symbolic-links', 'empty-directories', 'undecodable-names']);
    expect(LIMITS.folderList()).toEqual([
      'symbolic-links',
      'empty-directories',
      'undecodable-names',
      'unreadable-folders',
      'back-slashes',
    ]);
    expect(LIMITS.fileList()).toEqual(['symbolic-links']);
  });

  it('in Firefox', () => {
    stub({});
    vi.stubGlobal(
      'Error',
      class extends Error {
        lineNumber = 1;
      },
    );
    expect(LIMITS.entry()).toEqual(['symbolic-links', 'empty-directories', 'undecodable-names']);
    expect(LIMITS.fileList()).toEqual(['symbolic-links', 'later-changes']);
  });

  it.each([
    ['in WebKit', { item: true }],
    ['in a worker, which may be anybody’s', { item: false }],
  ])('%s', (_, scope) => {
    stub(scope);
    expect(LIMITS.entry()).toContain('hidden-names');
    expect(LIMITS.entry()).toContain('unreadable-folders');
    expect(LIMITS.folderList()).toContain('later-changes');
  });

  it('outside of browsers', () => {
    expect(LIMITS.fileList()).toEqual(['symbolic-links']);
  });
});
