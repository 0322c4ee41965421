import type { Note, Report, RootOrigin } from '../../src/index.js';
import { quoteForTerminal as quote } from '../escape.js';
import { noteText } from '../extent-text.js';
import { daysAgo } from './text.js';

/** On whose list of authorities and logs the check relied, where it did. Escaped. */
export function originLines({ trust: { root } }: Report): string[] {
  return root === null ? [] : [`Trust      ${originText(root)}`];
}

function originText({ source, repository, rootVersion, asOf, ageDays }: RootOrigin): string {
  const version = rootVersion === null ? '' : `, root ${String(rootVersion)}`;
  const when = asOf === null || ageDays === null ? '' : ` ${asOf.slice(0, 10)} (${daysAgo(ageDays)})`;
  switch (source) {
    case 'embedded':
      return `authorities and logs as they came with this program${version}, as of${when}`;
    case 'refreshed':
      return `authorities and logs of ${quote(repository ?? '')}${version}, updated${when}`;
    case 'supplied':
      return 'authorities and logs of the trusted root that was given; how old that is, it does not say';
  }
}

/** What bears on how much the verdict says, so that it stands above what changed nothing. */
export function isCaveat({ code }: Note): boolean {
  return code === 'trust-stale';
}

/** What bears on the verdict, with the way out. Escaped. */
export function caveatLines({ notes, trust: { root } }: Report): string[] {
  const own = root?.source === 'refreshed' ? ' (with --for FILE, of a private Sigstore)' : '';
  return notes
    .filter(isCaveat)
    .map((note) => `Caveat: ${noteText(note)}\n        touchstone trust update gets what is current${own}.`);
}
