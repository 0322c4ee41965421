/** A sound bundle, and a model that is almost the one that was signed. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { EntryKind, ModelEntry } from '../../src/index.js';
import type { ForgedFiles } from '../forge/index.js';
import { baseOf, type Bases } from './bases.js';
import { byteEdits, editBytes, type ByteEdit } from './byte-edits.js';
import { checked, Tally } from './check.js';
import { statementFault } from './oracle.js';

interface ModelCase {
  readonly base: string;
  readonly edits: readonly ModelEdit[];
  readonly ignorePaths: readonly string[];
  readonly bundleInside: boolean;
}

type ModelEdit =
  | { readonly kind: 'remove' | 'twice'; readonly at: number }
  | { readonly kind: 'rename'; readonly at: number; readonly path: string }
  | { readonly kind: 'respell'; readonly at: number; readonly how: keyof typeof SPELLINGS }
  | { readonly kind: 'content'; readonly at: number; readonly edit: ByteEdit }
  | { readonly kind: 'exchange'; readonly at: number; readonly other: number }
  | { readonly kind: 'as'; readonly at: number; readonly entryKind: EntryKind }
  | { readonly kind: 'fails'; readonly at: number; readonly later: boolean }
  | { readonly kind: 'add'; readonly path: string; readonly bytes: Uint8Array };

const SPELLINGS = {
  'upper case': (path: string) => path.toUpperCase(),
  decomposed: (path: string) => path.normalize('NFD'),
  'a dot in front': (path: string) => `./${path}`,
  'a slash in front': (path: string) => `/${path}`,
  'two slashes': (path: string) => path.replace('/', '//'),
  'a back-slash': (path: string) => path.replace('/', '\\'),
  'a way round': (path: string) => `x/../${path}`,
  'a space behind': (path: string) => `${path} `,
  'a dot behind': (path: string) => `${path}.`,
  'NUL behind': (path: string) => `${path}\0`,
  'in a folder': (path: string) => `model/${path}`,
  'half a letter': (path: string) => `${path}\udc00`,
} as const;

const NAMES = [
  ...[
    '',
    '.',
    '..',
    '/',
    '\\',
    'a',
    'README.md',
    'readme.md',
    'weights',
    'weights/',
    'config.json/x',
    '.git',
    '.git/x',
  ],
  ...[
    '.gitignore',
    'x/.git',
    '.github/x',
    'later',
    'later/x',
    'laterx',
    'model.sig',
    'x/model.sig',
    'CON',
    'a:b',
    'C:\\a',
  ],
  ...[
    '\0',
    '\ufffd',
    '\ud800',
    '__proto__',
    'constructor',
    '\u202e',
    'a\nb',
    '~',
    'x'.repeat(5000),
    'a/'.repeat(300),
  ],
] as const;

const KINDS: readonly EntryKind[] = ['file', 'link-inside', 'link-outside', 'link-broken', 'folder', 'other'];

const at = fc.nat(20);
const names = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10 }) },
);

const edits: fc.Arbitrary<ModelEdit> = fc.oneof<fc.Arbitrary<ModelEdit>[]>(
  fc.record({ kind: fc.constantFrom('remove', 'twice'), at }),
  fc.record({ kind: fc.constant('rename'), at, path: names }),
  fc.record({
    kind: fc.constant('respell'),
    at,
    how: fc.constantFrom(...(Object.keys(SPELLINGS) as (keyof typeof SPELLINGS)[])),
  }),
  fc.record({ kind: fc.constant('content'), at, edit: byteEdits }),
  fc.record({ kind: fc.constant('exchange'), at, other: at }),
  fc.record({ kind: fc.constant('as'), at, entryKind: fc.constantFrom(...KINDS) }),
  fc.record({ kind: fc.constant('fails'), at, later: fc.boolean() }),
  fc.record({ kind: fc.constant('add'), path: names, bytes: fc.uint8Array({ maxLength: 20 }) }),
);

const cases = (bases: Bases): fc.Arbitrary<ModelCase> =>
  fc.record({
    // What is signed without a key takes the longest to check, and its files are compared like all others.
    base: fc.constantFrom(...[...bases.keys()].filter((name) => !name.startsWith('keyless'))),
    edits: fc.array(edits, { maxLength: 4 }),
    ignorePaths: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(names, { maxLength: 2 }) },
    ),
    bundleInside: fc.boolean(),
  });

export async function fuzzModels(bases: Bases, runs: number, seed: number): Promise<Tally> {
  const tally = new Tally();
  const property = fc.asyncProperty(cases(bases), async (made) => {
    const { statement, bundle, trust, files } = baseOf(bases, made.base);
    const { ignorePaths, bundleInside } = made;
    const entries = made.edits.reduce(editModel, fromFiles(files));
    const model = entries.map(toModelEntry);
    const sig = { path: 'model.sig', blob: new Blob([JSON.stringify(bundle)]) };
    const request = bundleInside ? { model: [...model, sig] } : { model, bundle };
    const report = await checked({ ...request, trust, ignorePaths }, tally);
    if (report.verdict.code !== 'verified') return;
    const excused = ignorePaths.map((path) => path.replace(/^(\.\/)+|\/+$/g, ''));
    const left = entries.filter(({ path }) => !isExcused(path, excused));
    // What counts is there once, as a file, and can be read from beginning to end.
    expect(left.filter(({ kind, fails }) => kind !== 'file' || fails !== null)).toEqual([]);
    expect(new Set(entries.map(({ path }) => path)).size).toBe(entries.length);
    const here = Object.fromEntries(entries.map(({ path, bytes }) => [path, bytes]));
    expect(await statementFault(Buffer.from(JSON.stringify(statement)), here, excused)).toBeNull();
  });
  await fc.assert(property, { numRuns: runs, seed });
  return tally;
}

/** By the standard, by the signer of one of the models, or by the person. */
const isExcused = (path: string, rules: readonly string[]) =>
  ['.git', '.gitignore', '.gitattributes', '.github', 'later', ...rules].some(
    (rule) => path === rule || path.startsWith(`${rule}/`),
  );

interface Entry {
  readonly path: string;
  readonly kind: EntryKind;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly fails: 'now' | 'later' | null;
}

const fromFiles = (files: ForgedFiles): Entry[] =>
  Object.entries(files).map(([path, bytes]) => ({ path, kind: 'file', bytes, fails: null }));

function toModelEntry({ path, kind, bytes, fails }: Entry): ModelEntry {
  if (fails === null) return { path, kind, blob: new Blob([bytes]) };
  let opened = 0;
  const open = () => {
    opened += 1;
    const gone = fails === 'now' || opened > 1;
    return gone ? Promise.reject(new Error('gone')) : Promise.resolve(new Blob([bytes]));
  };
  return { path, kind, open };
}

function editModel(entries: readonly Entry[], edit: ModelEdit): Entry[] {
  if (edit.kind === 'add') {
    const bytes = Uint8Array.from(edit.bytes);
    return [...entries, { path: edit.path, kind: 'file', bytes, fails: null }];
  }
  const index = edit.at % Math.max(1, entries.length);
  const entry = entries[index];
  if (entry === undefined) return [...entries];
  const replaced = (changes: Partial<Entry>) => entries.with(index, { ...entry, ...changes });
  switch (edit.kind) {
    case 'remove':
      return entries.toSpliced(index, 1);
    case 'twice':
      return entries.toSpliced(index, 0, entry);
    case 'rename':
      return replaced({ path: edit.path });
    case 'respell':
      return replaced({ path: SPELLINGS[edit.how](entry.path) });
    case 'content':
      return replaced({ bytes: editBytes(entry.bytes, edit.edit) });
    case 'exchange': {
      const other = edit.other % entries.length;
      const bytes = entries[other]?.bytes ?? entry.bytes;
      return replaced({ bytes }).with(other, { ...(entries[other] ?? entry), bytes: entry.bytes });
    }
    case 'as':
      return replaced({ kind: edit.entryKind });
    case 'fails':
      return replaced({ fails: edit.later ? 'later' : 'now' });
  }
}
