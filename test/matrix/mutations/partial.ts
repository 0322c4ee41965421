import { makeChain, text } from '../../forge/index.js';
import type { NameProblem } from '../../../src/reason.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import { byChain, bundleOf, chain, faulty, FILES, flipped, good, refused, stated, tampered } from './make.js';

const SIGNED = Object.keys(FILES).length;
const asked = (checked: number, signed = SIGNED) => ({ code: 'only-some-asked', checked, signed }) as const;
const none = { changed: 0, missing: 0, unsigned: 0, unreadable: 0, changedDuringCheck: 0 } as const;

const only =
  (...paths: readonly string[]) =>
  () =>
    good({ only: paths });
const amid =
  (files: Readonly<Record<string, Uint8Array<ArrayBuffer> | null>>, ...paths: readonly string[]) =>
  () => {
    const here = Object.entries({ ...FILES, ...files }).filter(
      (entry): entry is [string, Uint8Array<ArrayBuffer>] => entry[1] !== null,
    );
    return good({ only: paths, files: Object.fromEntries(here) });
  };

const ONE = { 'weights.bin': text('the only one\n') };
const cached = (files: Question['files']) =>
  Object.fromEntries(
    Object.values(files).map((bytes, i) => [`models--us--model/blobs/${String(i).padStart(40, '0')}`, bytes]),
  );

const PARTIAL: readonly Mutation[] = [
  faulty('only a folder', 'partial', asked(3), only('weights')),
  faulty('only a folder, with a slash behind it', 'partial', asked(3), only('weights/')),
  faulty('only one file', 'partial', asked(1), only('config.json')),
  faulty('only one file in a folder', 'partial', asked(1), only('weights/part 1.bin')),
  faulty('only a folder and a file', 'partial', asked(4), only('weights', 'config.json')),
  faulty('only a folder and what is in it', 'partial', asked(3), only('weights', 'weights/part 1.bin')),
  faulty('only one file, twice', 'partial', asked(1), only('config.json', 'config.json')),
  faulty(
    'only one file, by everybody who may not be trusted',
    'partial',
    [asked(1), 'chain-without-trusted-root'],
    () => byChain(chain(), { roots: makeChain().rootPem }, { only: ['config.json'] }),
  ),
  faulty('every file, one by one', 'partial', asked(SIGNED), only(...Object.keys(FILES))),
  faulty(
    'only the one file of a model, by its name',
    'partial',
    asked(1, 1),
    () => stated({ singleFile: 'dot' }, ONE, { single: true, only: ['weights.bin'] }),
    // For which that is the whole model.
    { refusedBy: ['command'] },
  ),
  faulty('only a folder of a download cache', 'partial', ['names-not-checked', asked(3)], () =>
    good({ only: ['weights'], files: cached(FILES) }),
  ),
  faulty('only shards', 'partial', asked(3), () =>
    stated({ method: 'shards' }, FILES, { only: ['weights'] }),
  ),
];

/** What lies outside was not asked about. */
const OUTSIDE: readonly Mutation[] = [
  faulty('a changed file outside', 'partial', asked(3), amid({ 'config.json': text('x') }, 'weights')),
  faulty('a missing file outside', 'partial', asked(3), amid({ 'config.json': null }, 'weights')),
  faulty('an added file outside', 'partial', asked(3), amid({ added: text('x') }, 'weights')),
  faulty(
    'a changed file of almost the same name outside',
    'partial',
    asked(3),
    amid({ 'weights.txt': text('x') }, 'weights'),
  ),
];

const INSIDE: readonly Mutation[] = (
  [
    ['changed', { 'weights/part 1.bin': text('x') }, { changed: 1 }],
    ['missing', { 'weights/part 1.bin': null }, { missing: 1 }],
    ['added', { 'weights/added': text('x') }, { unsigned: 1 }],
  ] as const
).map(([what, files, counts]) =>
  faulty(
    `${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what} file inside`,
    'files-mismatch',
    [
      { code: 'files-differ', ...none, ...counts },
      { code: 'only-some-asked', signed: SIGNED },
    ],
    amid(files, 'weights'),
  ),
);

const UNUSABLE: readonly (readonly [path: string, problem: NameProblem, onCommand: boolean])[] = [
  ['../x', 'parent', false],
  ['weights/../x', 'parent', true],
  ['/weights', 'absolute', false],
  ['weights//x', 'empty-part', true],
];
const NO_PATHS = 'there, no paths are all paths';
const NORMALISED = 'it reads paths as the shell does, so that this one is an ordinary one';

const REFUSED: readonly Mutation[] = [
  refused('only a path that is not signed', { code: 'only-path-unknown', path: 'nothing' }, only('nothing')),
  refused(
    'only a path that is not signed, beside one that is',
    { code: 'only-path-unknown', path: 'nothing' },
    only('weights', 'nothing'),
  ),
  refused(
    'only a file that is here and not signed',
    { code: 'only-path-unknown', path: 'added' },
    amid({ added: text('x') }, 'added'),
  ),
  refused(
    'only what is left when nothing is',
    { code: 'only-path-unusable', path: '', problem: 'empty' },
    only(),
    {
      notOn: { page: NO_PATHS, command: NO_PATHS },
    },
  ),
  refused('only a part of a name', { code: 'only-path-unknown', path: 'weigh' }, only('weigh')),
  refused('only a name in other case', { code: 'only-path-unknown', path: 'Weights' }, only('Weights')),
  refused('only a pattern', { code: 'only-path-unknown', path: 'weights/*' }, only('weights/*')),
  ...UNUSABLE.map(([path, problem, onCommand]) =>
    refused(
      `only ${path}`,
      { code: 'only-path-unusable', path, problem },
      only(path),
      onCommand ? { notOn: { command: NORMALISED } } : { refusedBy: ['command'] },
    ),
  ),
];

const STRONGER: readonly Mutation[] = [
  faulty('only a folder, and a broken signature', 'signature-invalid', 'signature-differs', async () => {
    const question: Question = await good({ only: ['weights'] });
    const { sig } = bundleOf(question).dsseEnvelope.signatures[0] ?? { sig: '' };
    return tampered(question, 'dsseEnvelope.signatures.0.sig', flipped(sig));
  }),
];

export const PARTIAL_CHECKS: readonly Mutation[] = [
  ...PARTIAL,
  ...OUTSIDE,
  ...INSIDE,
  ...REFUSED,
  ...STRONGER,
];
