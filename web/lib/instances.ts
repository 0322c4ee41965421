import { hasUnseen } from './escape.js';

/** A Sigstore that the person installed under a name of their own: its trusted_root.json, or a client trust config. */
export interface Instance {
  readonly name: string;
  readonly text: string;
}

export const STORAGE_KEY = 'touchstone.instances';
export const MAX_INSTANCES = 20;
/** Characters. The public Sigstore's own file has seven thousand. */
export const MAX_TEXT = 2 ** 20;
export const MAX_NAME = 60;
const VERSION = 1;

/** What is in the browser's storage. Whoever else writes there may have written anything. */
export interface Stored {
  readonly instances: readonly Instance[];
  /** Whether something was there that is none of ours, and was left out. */
  readonly isDamaged: boolean;
}

export function parseInstances(stored: string | null): Stored {
  if (stored === null) return { instances: [], isDamaged: false };
  const list = listIn(stored);
  if (list === null) return { instances: [], isDamaged: true };
  const instances: Instance[] = [];
  for (const entry of list) {
    const instance = parseInstance(entry);
    if (
      instance !== null &&
      nameProblem(instance.name, instances) === null &&
      instances.length < MAX_INSTANCES
    )
      instances.push(instance);
  }
  return { instances, isDamaged: instances.length < list.length };
}

export function writeInstances(instances: readonly Instance[]): string {
  return JSON.stringify({ version: VERSION, instances: instances.map(({ name, text }) => ({ name, text })) });
}

function listIn(stored: string): readonly unknown[] | null {
  try {
    const json: unknown = JSON.parse(stored);
    if (typeof json !== 'object' || json === null) return null;
    if (!('version' in json) || json.version !== VERSION || !('instances' in json)) return null;
    return Array.isArray(json.instances) ? json.instances : null;
  } catch {
    return null;
  }
}

function parseInstance(entry: unknown): Instance | null {
  if (typeof entry !== 'object' || entry === null || !('name' in entry) || !('text' in entry)) return null;
  const { name, text } = entry;
  if (typeof name !== 'string' || typeof text !== 'string' || name !== name.trim()) return null;
  return text.length <= MAX_TEXT ? { name, text } : null;
}

/** Why something cannot be called so. */
export type NameProblem = 'none' | 'long' | 'public' | 'unseen' | 'taken';

/** Null if it can. A name that looks like another's would be taken for it. */
export function nameProblem(name: string, others: readonly Instance[]): NameProblem | null {
  if (name === '') return 'none';
  if (name.length > MAX_NAME) return 'long';
  if (folded(name).startsWith(PUBLIC)) return 'public';
  if (hasUnseen(name)) return 'unseen';
  return others.some((other) => folded(other.name) === folded(name)) ? 'taken' : null;
}

const PUBLIC = 'the public sigstore';

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
