import { quote } from '../../src/index.js';
import { escapeForTerminal as escape } from '../escape.js';
import { visible } from '../json.js';
import type { Terminal } from '../progress.js';
import type { TrustShowCommand } from './args.js';
import { factsOf, loadKept, type TrustFactsOfOne } from './facts.js';
import { trustFolder } from './place.js';
import { readStore, type Kept } from './store.js';
import { trustLines } from './text.js';

interface Around {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Terminal;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly now: Date;
}

const NOTHING: Kept = { own: null, trust: null };

/** `touchstone trust show`: what counts, and since when. Asks nobody. Resolves to the exit code: 2 where something is damaged. */
export async function showCommand(command: TrustShowCommand, around: Around): Promise<0 | 2> {
  const { now, signal } = around;
  const folder = trustFolder(command.store, around.cwd);
  const shown: TrustFactsOfOne[] = [];
  const damaged: string[] = [];
  const show = async (kept: Kept, file: string | null) => {
    const state = await loadKept(kept, signal);
    if (state === null) damaged.push(`${quote(file ?? '')}: its root.json is none`);
    else shown.push(await factsOf(kept.own, state, file, now, signal));
  };
  const instances = await readStore(folder);
  const isPublic = instances.some((instance) => !instance.isDamaged && instance.own === null);
  // What came with this program counts where nothing was updated.
  if (!isPublic) await show(NOTHING, null);
  for (const instance of instances) {
    if (instance.isDamaged) damaged.push(`${quote(instance.path)}: ${instance.problem}`);
    else await show(instance, instance.path);
  }
  const problems = [
    ...damaged,
    ...shown
      .filter(({ isDamaged }) => isDamaged)
      .map(({ file }) => `${quote(file ?? '')}: not all of it holds`),
  ];
  if (problems.length > 0)
    around.stderr.write(`touchstone: ${escape(`Damaged, and not used: ${problems.join('; ')}.`)}\n`);
  around.stdout.write(
    command.json
      ? `${visible(JSON.stringify({ folder, trust: shown, damaged: problems }, null, 2))}\n`
      : `${shown.map((facts) => trustLines(facts, now).join('\n')).join('\n\n')}\n`,
  );
  return problems.length > 0 ? 2 : 0;
}
