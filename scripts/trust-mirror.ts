/** `npm run trust:mirror -- FROM`: a mirror of a repository of trust, for the page to be updated from its own site. 0: done, 2: not. */
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as embedded from '#trusted-root';
import { InputError, systemError } from '../cli/error.js';
import { escapeForTerminal as escape } from '../cli/escape.js';
import { changesOf } from '../cli/trust/changes.js';
import { openRepository } from '../cli/trust/repository.js';
import { changeLines } from '../cli/trust/text.js';
import { describeTrustedRoot, english, loadTrust, PUBLIC_REPOSITORY } from '../src/index.js';
import { ROOT } from './run.mjs';
import { mirrorTrust, type MirrorOutcome } from './site/trust-mirror.js';

const USAGE = `npm run trust:mirror -- [FROM] [--to FOLDER] [--root FILE] [--quiet]

Mirrors a repository of trust (TUF), and verifies it on the way: what does not hold is not written, and what was there stays.
  FROM         an https address or a folder, published or checked out; the public Sigstore's unless given
  --to FOLDER  dist/web/trust unless given
  --root FILE  a private instance's root.json, where trust begins; else the one that came with this program
  --quiet      say nothing where all is well
`;

class UsageError extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const from = await openRepository(positionals[0] ?? PUBLIC_REPOSITORY, process.cwd());
  const folder = values.to === undefined ? join(ROOT, 'dist/web/trust') : resolve(values.to);
  const isOwn = values.root !== undefined;
  const text = values.root === undefined ? embedded.root : await readRoot(values.root);
  const anchor = await loadTrust({ anchor: { root: text, replaces: '' }, stored: null });
  if (!anchor.ok) throw new UsageError(english.trustFault(anchor.fault).text);
  const outcome = await mirrorTrust({
    from,
    folder,
    root: { text, version: anchor.state.root.version },
    isOwn,
    now: new Date(),
    signal: new AbortController().signal,
  });
  if (outcome.fault !== null) {
    const { text: what, wayOut } = english.trustFault(outcome.fault);
    process.stderr.write(`${escape(`${from.name}: ${what} ${wayOut}`)}\n`);
    return 2;
  }
  if (values.quiet !== true) process.stdout.write(await summary(outcome, from.name, folder, isOwn));
  return 0;
}

async function readRoot(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new InputError(`${path} cannot be read: ${systemError(error)}.`);
  }
}

function readArguments() {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const options = { to: text, root: text, quiet: flag, help: flag };
    const read = parseArgs({ options, allowPositionals: true });
    if (read.positionals.length > 1) throw new UsageError('Name one repository.');
    return read;
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error;
  }
}

type Mirrored = Extract<MirrorOutcome, { fault: null }>;

async function summary(
  { state, before, written }: Mirrored,
  from: string,
  folder: string,
  isOwn: boolean,
): Promise<string> {
  const { refreshed, timestampExpires, root } = state;
  const partsOf = async (text: string | undefined) => {
    const described = await describeTrustedRoot(text);
    return described.ok ? described.value.parts : [];
  };
  const parts = await partsOf(refreshed?.trustedRoot);
  const versions = [
    `root ${String(root.version)}`,
    `timestamp ${String(refreshed?.timestampVersion)}`,
    `snapshot ${String(refreshed?.snapshotVersion)}`,
    `targets ${String(refreshed?.targetsVersion)}`,
  ].join(', ');
  return [
    `${escape(from)} in ${escape(folder)}: ${versions}.`,
    written.length === 0 ? 'Nothing has changed.' : `Written: ${written.map(escape).join(', ')}.`,
    ...(before === null || written.length === 0
      ? []
      : ['Changed:', ...changeLines(changesOf(await partsOf(before), parts), '  ')]),
    `It holds until ${timestampExpires?.slice(0, 16).replace('T', ' ') ?? ''} UTC: run this again before, best every day. After that the page says that it is not renewed.`,
    // That member is for the public Sigstore alone.
    isOwn
      ? 'Whoever installed this Sigstore on the page names this folder there: Trust, “Name its repository”. It does not go into touchstone.json.'
      : `For the page to find it, touchstone.json has: "trust": "${basename(folder)}/"`,
    '',
  ].join('\n');
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof InputError)) throw error;
  process.stderr.write(`${escape(error.message)}${error instanceof UsageError ? `\n\n${USAGE}` : '\n'}`);
  process.exitCode = 2;
}
