import { quoted, type TrustedPart } from '../../src/index.js';
import { escapeForTerminal as escape, quoteForTerminal as quote } from '../escape.js';
import type { Change } from './changes.js';
import type { TrustFactsOfOne } from './facts.js';

const PARTS = {
  'certificate-authority': ['Certificate authorities', 'certificate authority'],
  'timestamp-authority': ['Timestamp authorities', 'timestamp authority'],
  log: ['Logs of signatures', 'log of signatures'],
  'ct-log': ['Logs of certificates', 'log of certificates'],
} as const satisfies Record<TrustedPart['part'], readonly [string, string]>;

const KINDS = {
  added: '+ ',
  removed: '- ',
  ended: 'ended: ',
  changed: 'changed: ',
} as const satisfies Record<Change['kind'], string>;

/** One Sigstore: its name, and a line for each thing that there is to know. Escaped. */
export function trustLines(facts: TrustFactsOfOne, now: Date): string[] {
  return [titleOf(facts), ...summaryLines(facts, now), ...partLines(facts.parts, now), ...lastChange(facts)];
}

export function titleOf({ replaces }: TrustFactsOfOne): string {
  return replaces === 'embedded'
    ? 'The public Sigstore'
    : `The Sigstore whose trusted root has the SHA-256 ${replaces}`;
}

export function summaryLines(facts: TrustFactsOfOne, now: Date): string[] {
  const { root, versions, timestampExpires, file, isDamaged } = facts;
  return [
    `  Source        ${sourceText(facts)}`,
    `  Root          version ${String(root.version)}, ${untilText(root.expires, now)}`,
    `  Keys          ${root.roles.map(({ name, threshold, keys }) => `${name} ${String(threshold)} of ${String(keys)}`).join(', ')}`,
    ...(versions === null
      ? []
      : [
          `  Versions      timestamp ${String(versions.timestampVersion)}, snapshot ${String(versions.snapshotVersion)}, targets ${String(versions.targetsVersion)}`,
        ]),
    ...(timestampExpires === null ? [] : [`  Last seen     ${untilText(timestampExpires, now)}`]),
    `  Kept in       ${file === null ? 'nothing is kept: touchstone trust update gets what is current' : escape(file)}`,
    ...(isDamaged
      ? ['  Damaged       what is kept there does not hold in full; the next update mends it']
      : []),
  ];
}

function sourceText({ source, repository, asOf, ageDays }: TrustFactsOfOne): string {
  const when = asOf === null ? '' : `${asOf.slice(0, 10)}, ${daysAgo(ageDays ?? 0)}`;
  switch (source) {
    case 'refreshed':
      return `${quote(repository ?? '')}, updated ${when}`;
    case 'embedded':
      return `came with this program, as of ${when}`;
    case 'supplied':
      return 'the file that you gave; no update has ended well yet';
  }
}

export function daysAgo(days: number): string {
  return days === 0 ? 'today' : days === 1 ? '1 day ago' : `${String(days)} days ago`;
}

function untilText(expires: string, now: Date): string {
  const day = expires.slice(0, 10);
  return Date.parse(expires) <= now.getTime() ? `its time was over on ${day}` : `holds until ${day}`;
}

function partLines(parts: readonly TrustedPart[], now: Date): string[] {
  return Object.entries(PARTS).flatMap(([kind, [heading]]) => {
    const own = parts.filter(({ part }) => part === kind);
    return own.length === 0 ? [] : [`  ${heading}`, ...own.map((part) => `    ${partText(part, now)}`)];
  });
}

function partText({ name, start, end }: TrustedPart, now: Date): string {
  const from = start.slice(0, 10);
  const period = end === null ? `since ${from}` : `${from} to ${end.slice(0, 10)}`;
  const isOver = end !== null && Date.parse(end) < now.getTime();
  const isAhead = Date.parse(start) > now.getTime();
  const state = isOver ? ', ended: counts for what was signed in its time' : isAhead ? ', not yet' : '';
  return `${nameText(name)}  ${period}${state}`;
}

function nameText(name: string): string {
  return name === '' ? '(without a name)' : escape(quoted(name));
}

function lastChange({ lastChange: change }: TrustFactsOfOne): string[] {
  if (change === null) return [];
  return [
    `  Changed since what was current on ${change.since.slice(0, 10)}`,
    ...changeLines(change.changes, '    '),
  ];
}

/** Escaped. */
export function changeLines(changes: readonly Change[], indent: string): string[] {
  if (changes.length === 0) return [`${indent}no authority and no log`];
  return changes.map(({ kind, part }) => {
    const end = part.end === null ? '' : ` (until ${part.end.slice(0, 10)})`;
    return `${indent}${KINDS[kind]}${PARTS[part.part][1]} ${nameText(part.name)}${end}`;
  });
}
