/** Writes `docs/browsers.md` from what the tests saw. */
import type { Report } from '../../src/report.js';
import type { Engine } from './engine.js';
import type { Oddity } from './oddities.js';
import type { Way } from './ways.js';

/** What one way of choosing showed, by the names of oddities and changes. */
export interface Column {
  readonly engine: Engine['name'];
  readonly way: Way;
  readonly oddities: Map<string, string>;
  readonly beforeReading: Map<string, string>;
  readonly afterReading: Map<string, string>;
}

const WAY_NAMES: Readonly<Record<Way, string>> = {
  folder: 'folder',
  drop: 'drop',
  handle: 'handle',
  files: 'files',
};

export function browsersPage(columns: readonly Column[], intro: string): string {
  const section = (title: string, text: string, cells: (column: Column) => Map<string, string>): string =>
    [`## ${title}`, text, table(columns, cells)].join('\n\n');
  return `${[
    intro.trim(),
    section(
      'What is shown',
      'checked: its bytes were compared with what was signed. shown: the report names it as a file that nobody signed. refused: the report names it as unreadable. not shown: as if it were not there; if it was signed, it is reported as missing. nothing of all is shown: the whole folder looks empty. –: cannot be chosen this way.',
      ({ oddities }) => oddities,
    ),
    section(
      'What changes between choosing and reading',
      'What becomes of a file that matches, if it changes after it was chosen and before the check. differs: the new bytes were read, and are not what was signed. refused: the browser no longer reads the file. changed meanwhile: the report says that it changed during the check. missing: it is gone. Each of them is red. not noticed: what was there when it was chosen matches, and the verdict is green.',
      ({ beforeReading }) => beforeReading,
    ),
    section(
      'What changes after reading',
      'What becomes of a file that was read, if it changes before the check’s last look at the disk. not noticed: the bytes that were read match, and the verdict is green. To forbid reading changes no byte.',
      ({ afterReading }) => afterReading,
    ),
  ].join('\n\n')}\n`;
}

function table(columns: readonly Column[], cells: (column: Column) => Map<string, string>): string {
  const head = columns.map(({ engine, way }) => `${engine}, ${WAY_NAMES[way]}`);
  const [first] = columns;
  const names = first === undefined ? [] : [...cells(first).keys()];
  const rows = names.map((name) => [name, ...columns.map((column) => cells(column).get(name) ?? '–')]);
  return [['', ...head], ['', ...head].map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`)
    .join('\n');
}

const OF_SIGNED = {
  match: 'checked',
  missing: 'not shown',
  unreadable: 'refused',
  changed: 'differs',
  'changed-during-check': 'changed meanwhile',
} as const;

/** What a report says of an oddity, in a word. */
export function seenAs({ signed = {}, unsigned = [] }: Oddity, { files }: Report): string {
  const states = new Map(files.map(({ path, state }) => [path, state]));
  const words = new Set<string>();
  for (const path of Object.keys(signed)) {
    const state = states.get(path) ?? 'missing';
    words.add(Object.hasOwn(OF_SIGNED, state) ? OF_SIGNED[state as keyof typeof OF_SIGNED] : state);
  }
  for (const path of unsigned) {
    const state = states.get(path);
    words.add(state === undefined ? 'not shown' : state === 'unreadable' ? 'refused' : 'shown');
  }
  // A name may be shown in one of several spellings.
  if (words.size > 1 && unsigned.length > 0) words.delete('not shown');
  return [...words].join(', ');
}
