import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as embedded from '#trusted-root';
import { INTEROP } from '../matrix/interop.js';
import type { Attack } from './attack.js';
import { attack, step } from './moments.js';

/** The public repository as it was: its roots 1 to 15, and one timestamp. No snapshot, so that all ends there. */
const METADATA = join(INTEROP, 'tuf', 'metadata');
export const REAL_IS_HERE = existsSync(join(METADATA, 'timestamp.json'));
const LAST = 15;

/** Before the timestamp is over, and after; and both before the last root is. */
const THEN = '2026-08-20T00:00:00Z';
const AFTER = '2026-09-10T00:00:00Z';

const rootName = (version: number) => `${String(version)}.root.json`;
const versions = Array.from({ length: LAST }, (_, i) => i + 1);

/** From this root to the last, at that time. */
function from(
  version: number,
  now: string,
  expected: string,
  more: Readonly<Record<string, string>> = {},
): Attack {
  const files = Object.fromEntries(
    versions.map((version) => [
      rootName(version),
      readFileSync(join(METADATA, 'root_history', rootName(version))),
    ]),
  );
  const timestamp = readFileSync(join(METADATA, 'timestamp.json'));
  const anchor = files[rootName(version)]?.toString() ?? '';
  const has = { ...files, 'timestamp.json': timestamp };
  const root = more[rootName(LAST + 1)] === undefined ? LAST : LAST + 1;
  return attack(
    `from root ${String(version)}, at ${now.slice(0, 10)}, to root ${String(root)}`,
    '5.3',
    [step(has, expected, { anchor, now, files: more })],
    { root },
  );
}

/** What there is none of, here, comes after the timestamp was verified. */
const VERIFIED = 'trust-missing 165.snapshot.json';

function realHistory(starts: readonly number[]): readonly Attack[] {
  if (!REAL_IS_HERE) return [];
  const today = new Date().toISOString();
  return [
    ...starts.map((version) => from(version, THEN, VERIFIED)),
    ...[1, 5, LAST].map((version) => from(version, AFTER, 'trust-expired timestamp.json')),
    ...[1, 5, LAST].map((version) => from(version, today, `trust-expired ${rootName(LAST)}`)),
    // What this program begins with is the next one.
    from(LAST, THEN, VERIFIED, { [rootName(embedded.rootVersion)]: embedded.root }),
    from(LAST, AFTER, 'trust-expired timestamp.json', { [rootName(embedded.rootVersion)]: embedded.root }),
  ];
}

/** From each root. */
export const REAL = realHistory(versions);
/** From the oldest, and from the one after which keys are written as now. */
export const REAL_BRIEFLY = realHistory([1, 5]);
