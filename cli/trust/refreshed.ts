import { quote, type RefreshedRoot } from '../../src/index.js';
import { escapeForTerminal as escape } from '../escape.js';
import type { TrustStore } from '../verify-args.js';
import { loadKept } from './facts.js';
import { trustFolder } from './place.js';
import { readStore, type Instance } from './store.js';

interface Around {
  readonly stderr: { write(text: string): unknown };
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/**
 * What updates have found, for a check that may rely on it. Connects to nobody. What does not hold is told, and what came with this
 * program, or what the person gave, counts in its place.
 */
export async function refreshedRoots(store: TrustStore, around: Around): Promise<readonly RefreshedRoot[]> {
  if (!store.isUsed) return [];
  const refreshed: RefreshedRoot[] = [];
  for (const instance of await readStore(trustFolder(store.folder, around.cwd))) {
    const { root, problem } = await rootOf(instance, around.signal);
    if (root !== null) refreshed.push(root);
    if (problem !== null)
      around.stderr.write(`touchstone: ${escape(problemText(instance, problem, root))}\n`);
  }
  return refreshed;
}

interface Read {
  readonly root: RefreshedRoot | null;
  readonly problem: string | null;
}

async function rootOf(instance: Instance, signal: AbortSignal): Promise<Read> {
  if (instance.isDamaged) return { root: null, problem: instance.problem };
  const state = await loadKept(instance, signal);
  if (state === null) return { root: null, problem: 'its root.json is none' };
  return { root: state.refreshed, problem: state.isDamaged ? 'not all of it holds' : null };
}

function problemText({ path }: Instance, problem: string, root: RefreshedRoot | null): string {
  const instead =
    root === null ? ' The trust that came with this program, or that you gave, counts instead.' : '';
  return `The updated trust in ${quote(path)} is damaged: ${problem}.${instead} touchstone trust update mends it.`;
}
