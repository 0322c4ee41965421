import { join } from 'node:path';
import { english, PUBLIC_REPOSITORY, quote, updateTrust, type TrustFault } from '../../src/index.js';
import { InputError } from '../error.js';
import { escapeForTerminal as escape } from '../escape.js';
import { readText, JSON_LIMIT } from '../inputs.js';
import { visible } from '../json.js';
import { UPDATE, withLock } from '../lock.js';
import type { Terminal } from '../progress.js';
import type { TrustUpdateCommand } from './args.js';
import { changesOf, type Change } from './changes.js';
import { anchorOf, factsOf, loadKept, type TrustFactsOfOne } from './facts.js';
import { trustFolder } from './place.js';
import { openRepository } from './repository.js';
import { fileOf, makeFolder, readInstance, writeInstance, type Instance, type Kept } from './store.js';
import { changeLines, summaryLines, titleOf } from './text.js';

/** What the command needs of the process around it. */
interface Around {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: Terminal;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly now: Date;
}

/** `touchstone trust update`: the one command that connects to anybody, and only to the repository. Resolves to the exit code. */
export async function updateCommand(command: TrustUpdateCommand, around: Around): Promise<0 | 2> {
  const folder = trustFolder(command.store, around.cwd);
  const given = await givenFiles(command);
  const path = fileOf(folder, given?.trustedRoot ?? null);
  await makeFolder(folder);
  return withLock(join(folder, 'lock'), UPDATE, around.signal, async (stillMine, signal) => {
    const instance = await readInstance(path);
    const before = keptIn(instance, given, command, around);
    const { own } = before;
    const from = command.from ?? own?.from ?? PUBLIC_REPOSITORY;
    const repository = await openRepository(from, around.cwd);
    const { stderr, now } = around;
    const outcome = await updateTrust({
      ...anchorOf(own),
      stored: before.trust,
      repository,
      now,
      signal,
      onFile(file) {
        if (stderr.isTTY === true) stderr.write(`asking for ${escape(file)}\n`);
      },
    });
    const { fault, state } = outcome;
    if (state === null) return complain(fault, around);
    const after = own === null ? null : { ...own, from: repository.name };
    const old = await loadKept(before, signal);
    if (outcome.stored !== null) {
      await stillMine();
      await writeInstance(path, { own: after, trust: outcome.stored });
    }
    const facts = await factsOf(after, state, path, now, signal);
    const was = old === null ? null : await factsOf(own, old, path, now, signal);
    const changes = changesOf(was?.parts ?? [], facts.parts);
    if (!command.quiet)
      around.stdout.write(command.json ? json(fault, facts, changes) : text(fault, facts, changes, now));
    return fault === null ? 0 : complain(fault, around);
  });
}

interface Given {
  readonly root: string | null;
  readonly trustedRoot: string;
}

async function givenFiles({ own }: TrustUpdateCommand): Promise<Given | null> {
  if (own === null) return null;
  return {
    root: own.root === null ? null : await readText(own.root, 'root', JSON_LIMIT),
    trustedRoot: await readText(own.trustedRoot, 'trusted root', JSON_LIMIT),
  };
}

/** What is kept, with what the person gave this time. */
function keptIn(
  instance: Instance | null,
  given: Given | null,
  { from, own }: TrustUpdateCommand,
  around: Around,
): Kept {
  if (instance?.isDamaged === true) {
    const { path, problem } = instance;
    around.stderr.write(
      `touchstone: ${escape(`What was kept in ${quote(path)} is not used: ${problem}.`)}\n`,
    );
  }
  const kept = instance?.isDamaged === false ? instance : null;
  const trust = kept?.trust ?? null;
  if (given === null) return { own: null, trust };
  const root = given.root ?? kept?.own?.root;
  const place = from ?? kept?.own?.from;
  if (root === undefined || place === undefined) {
    throw new InputError(
      `${quote(own?.trustedRoot ?? '')} was not updated before: name its repository (FROM) and, with --root, the root.json that you got from those who run it.`,
    );
  }
  return { own: { root, trustedRoot: given.trustedRoot, from: place }, trust };
}

function complain(fault: TrustFault | null, around: Around): 2 {
  if (fault !== null) {
    const { text: what, wayOut } = english.trustFault(fault);
    around.stderr.write(`touchstone: ${escape(`${what} ${wayOut}`)}\n`);
  }
  return 2;
}

function text(
  fault: TrustFault | null,
  facts: TrustFactsOfOne,
  changes: readonly Change[],
  now: Date,
): string {
  const lines = [
    `${titleOf(facts)}: ${fault === null ? 'updated' : 'not updated; this is what counts:'}`,
    ...summaryLines(facts, now),
    ...(fault === null ? ['  Changed', ...changeLines(changes, '    ')] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function json(fault: TrustFault | null, facts: TrustFactsOfOne, changes: readonly Change[]): string {
  const told = fault === null ? null : { ...fault, ...english.trustFault(fault) };
  return `${visible(JSON.stringify({ fault: told, changes, ...facts }, null, 2))}\n`;
}
