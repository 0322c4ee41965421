import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseStored } from '../../src/tuf/stored.js';
import { updateTrust, type TrustFault, type TrustRepository, type TrustState } from '../../src/index.js';
import { folderRepository } from '../../cli/trust/folder.js';
import { UPDATE, withLock } from '../../cli/lock.js';
import { replaceFile } from '../../cli/replace-file.js';

export interface MirrorQuestion {
  readonly from: TrustRepository;
  readonly folder: string;
  /** The root.json that trust begins with, and its version. */
  readonly root: { readonly text: string; readonly version: number };
  /** Whether that is one of a private instance, and not the public Sigstore's that this program came with. */
  readonly isOwn: boolean;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onFile?: (file: string) => void;
}

/** A fault leaves the mirror as it was. */
export type MirrorOutcome =
  | { readonly fault: TrustFault }
  | {
      readonly fault: null;
      readonly state: TrustState;
      /** The trusted root that the mirror had before; null for none. */
      readonly before: string | null;
      /** In the order in which they were written. */
      readonly written: readonly string[];
    };

const TIMESTAMP = 'timestamp.json';
/** Everybody may read what is served. */
const MODE = 0o644;

/**
 * Makes a mirror of a repository, or brings it up to date: what the client reads on the way to the trusted root, where it verified all of it.
 * The mirror itself is what was seen before, so that it never becomes older. The timestamp is written last: whoever reads meanwhile
 * finds all that it announces. Files of earlier versions stay, for those who have just read an earlier timestamp.
 */
export async function mirrorTrust(question: MirrorQuestion): Promise<MirrorOutcome> {
  const { folder, from, root, isOwn, now } = question;
  await mkdir(folder, { recursive: true });
  const mirror = folderRepository(folder);
  const anchor = isOwn ? { anchor: { root: root.text, replaces: '' } } : {};
  // Beside it, and with a dot: what is in the folder is served, often what is beside it too, and this names machine and process.
  const lock = join(dirname(folder), `.${basename(folder)}.lock`);
  return withLock(lock, UPDATE, question.signal, async (stillMine, signal) => {
    const asked = { ...anchor, signal };
    // Long before anything expires: a mirror whose time is over was seen all the same.
    const seen = await updateTrust({ ...asked, stored: null, repository: mirror, now: new Date(0) });
    const read = new Map<string, Uint8Array>();
    const repository: TrustRepository = {
      name: from.name,
      async read(path, maxBytes, aborted) {
        const bytes = await from.read(path, maxBytes, aborted);
        if (bytes !== null) read.set(path, bytes);
        return bytes;
      },
    };
    const { onFile = () => undefined } = question;
    const outcome = await updateTrust({ ...asked, stored: seen.stored, repository, now, onFile });
    if (outcome.fault !== null) return { fault: outcome.fault };
    await stillMine();

    const own: [string, Uint8Array] = [`${String(root.version)}.root.json`, Buffer.from(root.text)];
    // Of one version there is one (TUF §5.4.3.1): the one that was seen, whatever came now.
    const timestamp = parseStored(outcome.stored ?? '')?.timestamp ?? '';
    const written: string[] = [];
    for (const [path, bytes] of [
      own,
      ...[...read].filter(([path]) => path !== TIMESTAMP),
      [TIMESTAMP, Buffer.from(timestamp)] as const,
    ])
      if (await write(join(folder, path), bytes)) written.push(path);

    const checked = await updateTrust({ ...asked, stored: null, repository: mirror, now });
    if (checked.fault !== null || checked.state === null)
      throw new Error(`the mirror in ${folder} does not hold: ${checked.fault?.code ?? ''}`);
    const before = seen.fault === null ? (seen.state?.refreshed?.trustedRoot ?? null) : null;
    return { fault: null, state: checked.state, before, written };
  });
}

/** Whether it was another one. */
async function write(path: string, bytes: Uint8Array): Promise<boolean> {
  const there = await readFile(path).catch(() => null);
  if (there?.equals(bytes) === true) return false;
  await mkdir(dirname(path), { recursive: true });
  await replaceFile(path, bytes, MODE);
  return true;
}
