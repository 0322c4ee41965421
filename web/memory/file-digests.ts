import type { FileResult, Report } from '../../src/index.js';
import { eachInTurns } from '../lib/turns.js';
import { gunzipLines, gzip } from './gzip.js';

/** Which of a model's files are not as they were at an earlier check. */
export interface FileChanges {
  readonly appeared: Paths;
  readonly gone: Paths;
  readonly changed: Paths;
  /** Whose digest is unknown in one of the two: nothing can be said of them. */
  readonly unknown: number;
}

export interface Paths {
  readonly count: number;
  /** The first few, in the order of the lists. The attacker's. */
  readonly paths: readonly string[];
}

export const MAX_CHANGED_PATHS = 1000;
const NEVER = new AbortController().signal;
/** Lines in one piece of the list. */
const PER_PIECE = 2000;

/**
 * What a file was when it was checked: its digest, else its size. A file of which neither is known is `?`. Of a sharded file that
 * matches, no digest of its own is in the report; what was signed of it then says what it is.
 */
function markOf(file: FileResult, rootDigest: string | null): string {
  if (file.state === 'missing') return '-';
  const digest = file.actual ?? (file.state === 'match' ? file.expected : null);
  if (digest !== null && file.shards === undefined) return `${file.algorithm ?? ''}:${digest}`;
  if (file.state === 'match' && rootDigest !== null) return `root:${rootDigest}`;
  return file.size === null ? '?' : `size:${String(file.size)}`;
}

/** Whether it is the same signature is told by itself. */
function isSignature({ path }: FileResult, { bundle }: Report): boolean {
  return path === bundle?.path;
}

/** The files' marks and names, gzipped: one a line. For comparing with later, without the whole report. */
export async function packDigests(report: Report): Promise<Blob> {
  const root = report.manifest?.rootDigest ?? null;
  const pieces: Blob[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    pieces.push(new Blob([lines.join('')]));
    lines = [];
  };
  await eachInTurns(
    report.files,
    NEVER,
    (file) => {
      if (isSignature(file, report)) return;
      // As JSON: a name may have line breaks in it, and characters that UTF-8 has not.
      lines.push(`${markOf(file, root)} ${JSON.stringify(file.path)}\n`);
      if (lines.length >= PER_PIECE) flush();
    },
    { isAnswer: false },
  );
  flush();
  return gzip(new Blob(pieces));
}

/** What changed since the list was packed; null if it cannot be read. */
export async function changesSince(
  packed: Blob,
  report: Report,
  signal: AbortSignal,
): Promise<FileChanges | null> {
  const root = report.manifest?.rootDigest ?? null;
  const now = new Map<string, string>();
  const isWhole = await eachInTurns(report.files, signal, (file) => {
    const mark = markOf(file, root);
    if (mark !== '-' && !isSignature(file, report)) now.set(file.path, mark);
  });
  if (!isWhole || signal.aborted) return null;
  const [appeared, gone, changed] = [new Gathered(), new Gathered(), new Gathered()];
  let unknown = 0;
  try {
    for await (const lines of gunzipLines(packed)) {
      const isDone = await eachInTurns(lines, signal, (line) => {
        const space = line.indexOf(' ');
        const path: unknown = JSON.parse(line.slice(space + 1));
        if (space < 0 || typeof path !== 'string') throw new SyntaxError('no such line');
        const before = line.slice(0, space);
        if (before === '-') return;
        const mark = now.get(path);
        now.delete(path);
        if (mark === undefined) gone.add(path);
        else if (mark !== before && comparable(mark, before)) changed.add(path);
        else if (mark !== before || mark === '?' || mark.startsWith('size:')) unknown += 1;
      });
      if (!isDone) return null;
    }
  } catch {
    // Damaged by somebody: nothing is said rather than half of it.
    return null;
  }
  await eachInTurns(now.keys(), signal, (path) => appeared.add(path));
  return { appeared: appeared.paths(), gone: gone.paths(), changed: changed.paths(), unknown };
}

/** Of the same kind, so that a difference tells: a digest differs from a digest, a size from a size. */
function comparable(a: string, b: string): boolean {
  const kind = (mark: string): string => mark.slice(0, mark.indexOf(':') + 1);
  return kind(a) === kind(b) && kind(a) !== '' && kind(a) !== 'root:';
}

class Gathered {
  #count = 0;
  readonly #paths: string[] = [];

  add(path: string): void {
    this.#count += 1;
    if (this.#paths.length < MAX_CHANGED_PATHS) this.#paths.push(path);
  }

  paths(): Paths {
    return { count: this.#count, paths: this.#paths };
  }
}
