/** What the widget loads later, as a bundler finds it: by `import()`. The build for CDNs has parts-served.ts in its place. */
import type * as engine from './engine.js';
import type * as frame from './frame-host.js';
import type * as german from './in-german.js';
import type { Depth } from './source.js';

export type Engine = typeof engine;
export type German = typeof german;
export type Frame = typeof frame;

export function loadEngine(_depth: Depth): Promise<Engine> {
  return import('./engine.js');
}

export function loadGerman(): Promise<German> {
  return import('./in-german.js');
}

export function loadFrame(): Promise<Frame> {
  return import('./frame-host.js');
}

/** The Touchstone page that these files are served with; null where nobody knows. */
export const ownPage: string | null = null;
