import { within } from '../abort.js';
import type { PointerSystem } from '../reason.js';

/** Git LFS limits a pointer file to 1024 bytes (git-lfs, docs/spec.md). */
const MAX_POINTER = 1024;
/** The shortest pointers there are have about a hundred; most small files of a model have less. */
const MIN_POINTER = 40;

/** It was read a moment ago; a disk that went away since must not hold up the report. In milliseconds. */
const PATIENCE_MS = 30_000;

/** Whether a file may be a pointer, by its size alone. */
export function mayBePointer(size: number): boolean {
  return MIN_POINTER <= size && size <= MAX_POINTER;
}

/**
 * Which system's pointer a small text is, or null. Git LFS: `version` first, then keys in alphabetical order, among them
 * `oid sha256:` and `size` (docs/spec.md); older ones say `hawser`. Xet: a TOML comment `# xet version`, then `filesize`
 * and `hash`.
 */
export function pointerSystem(text: string): PointerSystem | null {
  const [version = '', ...lines] = text.split('\n');
  const has = (line: RegExp) => lines.some((one) => line.test(one));
  if (/^version https:\/\/(?:git-lfs|hawser)\.github\.com\/spec\/v\d+$/.test(version))
    return has(/^oid sha256:[0-9a-f]{64}$/) && has(/^size \d+$/) ? 'git-lfs' : null;
  if (/^# xet version \d[\d.]*$/.test(version))
    return has(/^filesize = \d+$/) && has(/^hash = (["'])[^"']+\1$/) ? 'xet' : null;
  return null;
}

/** The same for a file. One that cannot be read is none: whoever needs it will say so. */
export async function readPointer(blob: Blob): Promise<PointerSystem | null> {
  if (!mayBePointer(blob.size)) return null;
  try {
    return pointerSystem(await within(PATIENCE_MS, blob.text()));
  } catch {
    return null;
  }
}
