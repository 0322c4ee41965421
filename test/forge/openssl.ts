/** OpenSSL's own path validation, as a second opinion, where its command is at hand. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bytes } from './der.js';
import { toPem } from './x509.js';

export const OPENSSL_IS_HERE = spawnSync('openssl', ['version']).status === 0;

/** All DER. */
export interface PathQuestion {
  readonly leaf: Bytes;
  readonly others: readonly Bytes[];
  readonly roots: readonly Bytes[];
  readonly at: Date;
}

export interface OpenSsl {
  /** `OK`, or the error as it is printed. Calls at the same time do not disturb each other. */
  readonly verify: (question: PathQuestion, ...args: readonly string[]) => Promise<string>;
  /** Removes what was written. */
  readonly end: () => void;
}

export function startOpenSsl(): OpenSsl {
  const dir = mkdtempSync(join(tmpdir(), 'openssl-'));
  let count = 0;
  return {
    async verify({ leaf, others, roots, at }, ...more) {
      const number = (count += 1);
      const write = async (name: string, ders: readonly Bytes[]) => {
        const path = join(dir, `${number}-${name}.pem`);
        await writeFile(path, ders.map((der) => toPem(der)).join(''));
        return path;
      };
      const time = String(Math.floor(at.getTime() / 1000));
      const args = ['verify', '-attime', time, '-purpose', 'any', '-no-CApath', '-no-CAstore', ...more];
      args.push('-CAfile', await write('roots', roots));
      if (others.length > 0) args.push('-untrusted', await write('others', others));
      args.push(await write('leaf', [leaf]));
      return new Promise((resolve) => {
        execFile('openssl', args, (_, stdout, stderr) => {
          // Its words about the chain may come first, and its verdict stands on a line of its own.
          const ok = stdout.split('\n').some((line) => line.endsWith('-leaf.pem: OK'));
          resolve(ok ? 'OK' : (/error \d+ at \d+ depth.*/.exec(stderr)?.[0] ?? stderr.trim()));
        });
      });
    },
    end: () => {
      rmSync(dir, { recursive: true });
    },
  };
}
