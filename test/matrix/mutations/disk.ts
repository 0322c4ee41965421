import { noise, text } from '../../forge/index.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import { faulty, FILES, good, refused, sound, stated } from './make.js';

const POINTERS = {
  'git-lfs': `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 12345\n`,
  xet: `# xet version 0\nfilesize = 12345\nhash = '${'ab'.repeat(32)}'\n`,
} as const;

const CONFIG = 'config.json';
const PART = 'weights/part 10.bin';
const without = (...paths: readonly string[]): Question['files'] =>
  Object.fromEntries(Object.entries(FILES).filter(([path]) => !paths.includes(path)));
const withFiles = (files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) => ({ ...FILES, ...files });
const under = (folder: string): Question['files'] =>
  Object.fromEntries(Object.entries(FILES).map(([path, bytes]) => [`${folder}/${path}`, bytes]));

/** The good signature, and these files beside it. */
const now =
  (files: Question['files'], changes: Partial<Question> = {}) =>
  () =>
    good({ files, ...changes });

const none = { changed: 0, missing: 0, unsigned: 0, unreadable: 0, changedDuringCheck: 0 } as const;
const differ = (counts: Partial<typeof none> | Readonly<Record<string, number>>) =>
  ({ code: 'files-differ', ...none, ...counts }) as const;

const changedTo = (what: string, path: string, bytes: Uint8Array<ArrayBuffer>) =>
  faulty(`a file ${what}`, 'files-mismatch', differ({ changed: 1 }), now(withFiles({ [path]: bytes })), {
    files: { [path]: { state: 'changed' } },
  });

const flippedAt = (at: number) => {
  const bytes = noise(2500, 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
};

const CHANGED: readonly Mutation[] = [
  changedTo('with its first bit flipped', PART, flippedAt(0)),
  changedTo('with its last bit flipped', PART, flippedAt(2499)),
  changedTo('cut short', PART, noise(2499, 2)),
  changedTo('with a byte more', PART, Uint8Array.of(...noise(2500, 2), 0)),
  changedTo('emptied', PART, new Uint8Array()),
  changedTo('with other line ends', CONFIG, text('{"hidden_size": 8}\r\n')),
  faulty(
    'two files exchanged',
    'files-mismatch',
    differ({ changed: 2 }),
    now(withFiles({ 'README.md': FILES[CONFIG] ?? text(''), [CONFIG]: FILES['README.md'] ?? text('') })),
  ),
  faulty('a missing file', 'files-mismatch', differ({ missing: 1 }), now(without(CONFIG)), {
    files: { [CONFIG]: { state: 'missing' } },
  }),
  faulty('a missing dot file', 'files-mismatch', differ({ missing: 1 }), now(without('.note')), {
    files: { '.note': { state: 'missing' } },
  }),
  faulty(
    'an added file',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ 'added.bin': text('!') })),
    { files: { 'added.bin': { state: 'unsigned' } } },
  ),
  faulty(
    'an added empty file',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ __init__: text('') })),
    { files: { __init__: { state: 'unsigned' } } },
  ),
  faulty(
    'an added dot file',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ '.hidden': text('!') })),
  ),
  faulty(
    'an added file in a folder',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ 'weights/added.bin': text('!') })),
  ),
  faulty(
    'a renamed file',
    'files-mismatch',
    differ({ missing: 1, unsigned: 1 }),
    now({ ...without(CONFIG), 'config2.json': FILES[CONFIG] ?? text('') }),
  ),
  faulty(
    'all at once',
    'files-mismatch',
    differ({ changed: 1, missing: 1, unsigned: 1 }),
    now({ ...without(CONFIG), [PART]: text('x'), 'added.bin': text('!') }),
  ),
  faulty(
    'the model a folder below',
    'files-mismatch',
    [differ({ missing: 7, unsigned: 7 }), { code: 'model-is-below', path: 'inner' }],
    now(under('inner')),
  ),
  ...(['git-lfs', 'xet'] as const).map((system) =>
    faulty(
      `a ${system} pointer for a file`,
      'files-mismatch',
      [differ({ changed: 1 }), { code: 'files-are-pointers', system, count: 1, path: PART }],
      now(withFiles({ [PART]: text(POINTERS[system]) })),
      { files: { [PART]: { state: 'changed', reason: { code: 'file-is-pointer', system } } } },
    ),
  ),
  sound(
    'a pointer that was signed as such',
    () => stated({}, withFiles({ 'big.bin': text(POINTERS['git-lfs']) })),
    {
      notes: ['signed-pointer'],
    },
  ),
];

const LEFT_OUT: readonly Mutation[] = [
  ...['.git/config', '.gitignore', '.gitattributes', '.github/workflows/x.yml'].map((path) =>
    sound(`${path} at the top`, now(withFiles({ [path]: text('x') }))),
  ),
  ...['weights/.gitignore', 'weights/.git/config', '.gitmodules', '.Git/config'].map((path) =>
    faulty(
      `${path}, which nothing excuses`,
      'files-mismatch',
      differ({ unsigned: 1 }),
      now(withFiles({ [path]: text('x') })),
    ),
  ),
  sound('.gitattributes, signed', () => stated({}, withFiles({ '.gitattributes': text('x') }))),
  faulty('.gitattributes, signed and changed', 'files-mismatch', differ({ changed: 1 }), async () => ({
    ...(await stated({}, withFiles({ '.gitattributes': text('x') }))),
    files: withFiles({ '.gitattributes': text('y') }),
  })),
  sound(
    'an unsigned file that the person leaves out',
    now(withFiles({ 'logs/a.txt': text('x') }), { ignorePaths: ['logs/a.txt'] }),
  ),
  sound(
    'an unsigned folder that the person leaves out',
    now(withFiles({ 'logs/a.txt': text('x'), 'logs/b/c.txt': text('x') }), { ignorePaths: ['logs'] }),
  ),
  faulty(
    'a changed file that the person leaves out',
    'files-mismatch',
    differ({ changed: 1 }),
    now(withFiles({ [CONFIG]: text('x') }), { ignorePaths: [CONFIG] }),
  ),
  faulty(
    'a missing file that the person leaves out',
    'files-mismatch',
    differ({ missing: 1 }),
    now(without(CONFIG), { ignorePaths: [CONFIG] }),
  ),
  faulty(
    'a file beside the one that the person leaves out',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ 'logs.txt': text('x') }), { ignorePaths: ['logs'] }),
  ),
  faulty(
    'a star in a path to leave out',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ 'a.log': text('x') }), { ignorePaths: ['*.log'] }),
  ),
  sound('an unsigned file that the signer leaves out', async () => ({
    ...(await stated({ ignorePaths: ['cache'] })),
    files: withFiles({ 'cache/x': text('x') }),
  })),
  faulty(
    'an unsigned file, and a signer who leaves out everything',
    'files-mismatch',
    differ({ unsigned: 1 }),
    async () => ({
      ...(await stated({
        mutate: (it) => {
          it.predicate.serialization['ignore_paths'] = ['.', '', '/', '..', '*'];
        },
      })),
      files: withFiles({ added: text('x') }),
    }),
    {
      notes: [
        'signer-ignore-path-unusable',
        'signer-ignore-path-unusable',
        'signer-ignore-path-unusable',
        'signer-ignore-path-unusable',
      ],
    },
  ),
  sound(
    'unsigned files that are not to fail',
    now(withFiles({ 'added.bin': text('!') }), { ignoreUnsignedFiles: true }),
    { files: { 'added.bin': { state: 'unsigned' } } },
  ),
  faulty(
    'unsigned files that are not to fail, and a changed one',
    'files-mismatch',
    differ({ changed: 1 }),
    now(withFiles({ 'added.bin': text('!'), [CONFIG]: text('x') }), { ignoreUnsignedFiles: true }),
  ),
  refused(
    'a path upwards to leave out',
    { code: 'ignore-path-unusable', problem: 'parent' },
    now(FILES, { ignorePaths: ['../elsewhere'] }),
    { refusedBy: ['command'] },
  ),
  refused(
    'an absolute path to leave out',
    { code: 'ignore-path-unusable', problem: 'absolute' },
    now(FILES, { ignorePaths: ['/etc'] }),
    { refusedBy: ['command'] },
  ),
];

const ONE = { 'weights.bin': noise(2500) };
const one =
  (singleFile: 'dot' | 'base-name', files: Question['files'], single = true) =>
  async () => ({
    ...(await stated({ singleFile }, ONE)),
    single,
    files,
  });

const SINGLE: readonly Mutation[] = [
  faulty(
    'one file as ".", changed',
    'files-mismatch',
    differ({ changed: 1 }),
    one('dot', { 'weights.bin': noise(2500, 9) }),
  ),
  faulty(
    'one file by its name, under another',
    'files-mismatch',
    differ({ missing: 1, unsigned: 1 }),
    one('base-name', { 'other.bin': ONE['weights.bin'] }),
  ),
  faulty(
    'one file as ".", in a folder',
    'files-mismatch',
    [differ({ missing: 1, unsigned: 1 }), { code: 'single-file-signature', files: 1 }],
    one('dot', ONE, false),
  ),
  faulty(
    'one file as ".", and two files',
    'files-mismatch',
    [differ({ missing: 1, unsigned: 2 }), { code: 'single-file-signature', files: 2 }],
    one('dot', { ...ONE, 'b.bin': text('b') }, false),
  ),
  sound('one file by its name, in a folder', one('base-name', ONE, false)),
];

const SECOND: readonly Mutation[] = [
  faulty(
    'a second signature of the same model',
    'files-mismatch',
    differ({ unsigned: 1 }),
    async () => {
      const { bundle } = await stated({});
      return good({ files: withFiles({ 'other.sig': text(String(bundle)) }) });
    },
    { files: { 'other.sig': { state: 'unsigned', looksLike: 'signature' } } },
  ),
  sound('the handed-over signature, among the files too', async () => {
    const { bundle } = await good();
    return good({ bundle, files: withFiles({ 'model.sig': text(String(bundle)) }) });
  }),
  faulty(
    'what a download left behind',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ '.cache/huggingface/.gitignore': text('*') })),
    { files: { '.cache/huggingface/.gitignore': { state: 'unsigned', looksLike: 'download-leftover' } } },
  ),
  faulty(
    'what a system left behind',
    'files-mismatch',
    differ({ unsigned: 1 }),
    now(withFiles({ '.DS_Store': text('x') })),
    {
      files: { '.DS_Store': { state: 'unsigned', looksLike: 'system-leftover' } },
    },
  ),
];

const blobs = (files: Question['files']) =>
  Object.fromEntries(
    Object.values(files).map((bytes, i) => [`models--us--model/blobs/${String(i).padStart(40, '0')}`, bytes]),
  );

const CACHE: readonly Mutation[] = [
  faulty(
    'a download cache, in which names are not checked',
    'partial',
    'names-not-checked',
    now(blobs(FILES)),
  ),
  faulty(
    'a download cache with a changed file',
    'files-mismatch',
    [differ({ missing: 1 }), 'names-not-checked'],
    now(blobs(withFiles({ [PART]: flippedAt(7) }))),
  ),
];

const ABSENT = 'it says so before there is a question to answer';

const NOTHING: readonly Mutation[] = [
  refused('no files at all', { code: 'model-empty', looksLike: null }, now({}), { notOn: { page: ABSENT } }),
];

export const DISK: readonly Mutation[] = [
  ...CHANGED,
  ...LEFT_OUT,
  ...SINGLE,
  ...SECOND,
  ...CACHE,
  ...NOTHING,
];
