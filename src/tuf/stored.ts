import { parseJson } from '../json.js';
import { Malformed, Untrusted } from '../untrusted.js';
import { TUF_LIMITS } from './limits.js';

/** What an update leaves for the next one: texts as the repository had them, verified anew whenever they are read. */
export interface Stored {
  /** The anchor and those after it, each the next version. */
  readonly roots: readonly string[];
  readonly timestamp: string | null;
  readonly snapshot: string | null;
  readonly good: Good | null;
}

/** What the last update that ended well has found. */
export interface Good {
  readonly repository: string;
  /** ISO 8601, UTC: this machine's clock then. */
  readonly updatedAt: string;
  readonly rootVersion: number;
  readonly timestampVersion: number;
  readonly snapshotVersion: number;
  /** From the topmost role of targets to the one that lists the target. */
  readonly roles: readonly { readonly name: string; readonly text: string }[];
  readonly target: string;
  /** The one before, where it was another. */
  readonly previous: { readonly target: string; readonly updatedAt: string } | null;
}

const FORMAT = 'touchstone-trust';
const VERSION = 1;
/** Characters, of all of it. */
const MAX_TEXT = 64 * 1024 * 1024;

export function writeStored(stored: Stored): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...stored });
}

/** Null for what is none. Nothing in it is verified. */
export function parseStored(text: string): Stored | null {
  const json = text.length > MAX_TEXT ? null : parseJson(text);
  if (json?.ok !== true) return null;
  try {
    const stored = new Untrusted(json.value, 'stored trust');
    if (stored.get('format').string() !== FORMAT || stored.get('version').size() !== VERSION) return null;
    const good = stored.optional('good');
    return {
      roots: stored
        .get('roots')
        .array(TUF_LIMITS.roots + 1)
        .map((root) => root.string()),
      timestamp: stored.optional('timestamp')?.string() ?? null,
      snapshot: stored.optional('snapshot')?.string() ?? null,
      good: good === null ? null : readGood(good),
    };
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

function readGood(good: Untrusted): Good {
  const previous = good.optional('previous');
  return {
    repository: good.get('repository').stringOf(2000),
    updatedAt: readDate(good.get('updatedAt')),
    rootVersion: good.get('rootVersion').size(),
    timestampVersion: good.get('timestampVersion').size(),
    snapshotVersion: good.get('snapshotVersion').size(),
    roles: good
      .get('roles')
      .array(TUF_LIMITS.delegations + 1)
      .map((role) => ({
        name: role.get('name').stringOf(TUF_LIMITS.nameCharacters),
        text: role.get('text').string(),
      })),
    target: good.get('target').stringOf(TUF_LIMITS.targetBytes),
    previous:
      previous === null
        ? null
        : {
            target: previous.get('target').stringOf(TUF_LIMITS.targetBytes),
            updatedAt: readDate(previous.get('updatedAt')),
          },
  };
}

function readDate(date: Untrusted): string {
  const text = date.stringOf(50);
  return Number.isNaN(Date.parse(text)) ? date.fail('is not a time') : new Date(text).toISOString();
}
