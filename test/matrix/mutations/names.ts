import { buildStatementV01, text, type Resource } from '../../forge/index.js';
import type { NameProblem, NameTwin } from '../../../src/reason.js';
import type { Mutation } from '../mutation.js';
import type { Question } from '../question.js';
import { byKey, faulty, FILES, refused, sound, stated } from './make.js';

const FIRST = 'README.md';

/** The good list with its first file under another name, signed properly. */
const named = (name: string) => () =>
  stated({ resources: (list) => list.map((item) => (item.name === FIRST ? { ...item, name } : item)) });

const added = (more: (list: readonly Resource[]) => readonly Resource[]) => () =>
  stated({ resources: (list) => [...list, ...more(list)] });
const of = (list: readonly Resource[], i: number): Resource =>
  list[i] ?? { name: '', digest: '', algorithm: '' };

/** The same, both signed and there. */
const present =
  (...names: readonly string[]) =>
  () =>
    stated({}, withFiles(...names));

function withFiles(...names: readonly string[]): Question['files'] {
  return { ...FILES, ...Object.fromEntries(names.map((name) => [name, text(`${name}\n`)])) };
}

const UNSAFE: readonly (readonly [what: string, name: string, problem: NameProblem])[] = [
  ['an empty name', '', 'empty'],
  ['a step upwards', '../README.md', 'parent'],
  ['two steps upwards', '../../etc/passwd', 'parent'],
  ['a step upwards in the middle', 'weights/../README.md', 'parent'],
  ['a step upwards at the end', 'weights/..', 'parent'],
  ['a step upwards alone', '..', 'parent'],
  ['a dot at the start', './README.md', 'dot-part'],
  ['a dot in the middle', 'weights/./README.md', 'dot-part'],
  ['a dot alone, with others', '.', 'dot-part'],
  ['an absolute name', '/etc/passwd', 'absolute'],
  ['two slashes at the start', '//host/share', 'absolute'],
  ['two slashes', 'weights//README.md', 'empty-part'],
  ['a slash at the end', 'README.md/', 'empty-part'],
  ['a back-slash', 'weights\\README.md', 'backslash'],
  ['a back-slash upwards', '..\\README.md', 'backslash'],
  ['a drive', 'C:README.md', 'drive-letter'],
  ['a drive and a slash', 'c:/README.md', 'drive-letter'],
  ['a NUL', 'README.md\0.txt', 'nul'],
  ['a lone high surrogate', 'README\ud800.md', 'ill-formed-unicode'],
  ['a lone low surrogate', '\udc00', 'ill-formed-unicode'],
  ['the sign for what cannot be decoded', 'README\ufffd.md', 'ill-formed-unicode'],
  ['4097 characters', 'x'.repeat(4097), 'too-long'],
  ['257 parts', 'a/'.repeat(256) + 'b', 'too-long'],
];

/** What differs is in the list that was signed. */
export const SIGNED_NAMES: readonly Mutation[] = [
  ...UNSAFE.map(([what, name, problem]) =>
    refused(`signed name: ${what}`, { code: 'name-unsafe', problem }, named(name)),
  ),
  ...UNSAFE.filter(([, name]) => name !== '.').map(([what, name, problem]) =>
    refused(`signed name in v0.2.0: ${what}`, { code: 'name-unsafe', problem }, () =>
      byKey(buildStatementV01({ ...FILES, [name]: text('x') }), { format: 'v0.2.0' }),
    ),
  ),
  ...UNSAFE.filter(([, name]) => name !== '').map(([what, name, problem]) =>
    refused(`signed name of a shard: ${what}`, { code: 'name-unsafe', problem }, () =>
      stated({
        method: 'shards',
        resources: (list) => list.map((item) => ({ ...item, name: item.name.replace(FIRST, () => name) })),
      }),
    ),
  ),
  refused(
    'the same file twice',
    { code: 'name-duplicate', name: FIRST },
    added((list) => [of(list, 1)].flatMap(() => list.filter(({ name }) => name === FIRST))),
  ),
  refused(
    'the same file twice, with another digest',
    { code: 'name-duplicate', name: FIRST },
    added((list) => [{ ...of(list, 0), name: FIRST }]),
  ),
  refused(
    'a file and a folder of one name',
    { code: 'name-duplicate', name: FIRST },
    added((list) => [{ ...of(list, 0), name: `${FIRST}/inside` }]),
  ),
  refused(
    'a folder and a file of one name',
    { code: 'name-duplicate', name: 'weights' },
    added((list) => [{ ...of(list, 0), name: 'weights' }]),
  ),
  refused('the same file twice in v0.2.0', 'name-duplicate', () =>
    byKey(
      buildStatementV01(FILES, (it) => {
        const subject: unknown = Reflect.get(it, 'subject');
        if (Array.isArray(subject)) subject.push(subject[0]);
      }),
      { format: 'v0.2.0' },
    ),
  ),
];

const ODD_BUT_SOUND = [
  'a b.txt',
  ' starts with a blank',
  'ends with a blank ',
  'ends with a dot.',
  '...',
  '..a',
  'a..b/c',
  '-rf',
  '~',
  'ab:c',
  'name:0:5',
  '%2e%2e',
  'a"b',
  "a'b",
  'a*b?',
  'a|b<c>',
  'con',
  'new\nline',
  'tab\there',
  '\u202egnp.exe',
  'emoji \u{1f600}',
  '\u3042',
  'zero\u200bwidth',
  'deep/'.repeat(60) + 'file',
];

const NFC = 'caf\u00e9.txt';
const NFD = 'cafe\u0301.txt';
const [SMALL, CAPITAL] = ['case.txt', 'CASE.txt'];
const [LATIN, CYRILLIC] = ['model.bin', 'm\u043edel.bin'];

const TWINS: readonly (readonly [what: string, signed: string, other: string, twin: NameTwin])[] = [
  ['composed, and decomposed on the disk', NFC, NFD, 'form'],
  ['decomposed, and composed on the disk', NFD, NFC, 'form'],
  ['small, and capital on the disk', SMALL, CAPITAL, 'case'],
  ['capital, and small on the disk', CAPITAL, SMALL, 'case'],
  ['Latin, and Cyrillic on the disk', LATIN, CYRILLIC, 'look-alike'],
  ['in a folder of other case', 'Data/x.bin', 'data/x.bin', 'case'],
];

/** Names are compared byte for byte, and a twin is told as what it is. */
const TWIN_ROWS: readonly Mutation[] = [
  ...TWINS.map(([what, signed, other, twin]) =>
    faulty(
      `signed name ${what}`,
      'files-mismatch',
      [
        { code: 'files-differ', missing: 1, unsigned: 1, changed: 0 },
        { code: 'name-twin', path: other, signed, twin },
      ],
      async () => {
        const bytes = text('the same bytes\n');
        const question = await stated({}, { ...FILES, [signed]: bytes });
        return { ...question, files: { ...FILES, [other]: bytes } };
      },
      {
        files: {
          [signed]: { state: 'missing' },
          [other]: { state: 'unsigned', reason: { code: 'name-twin', signed, twin } },
        },
      },
    ),
  ),
  sound('composed and decomposed, both signed and there', present(NFC, NFD), { notes: ['name-twins'] }),
  sound('small and capital, both signed and there', present(SMALL, CAPITAL), { notes: ['name-twins'] }),
  // No disk takes these for one.
  sound('Latin and Cyrillic, both signed and there', present(LATIN, CYRILLIC)),
  faulty(
    'composed and decomposed both signed, one of them there',
    'files-mismatch',
    { code: 'files-differ', missing: 1, unsigned: 0 },
    async () => {
      const question = await stated({}, withFiles(NFC, NFD));
      return { ...question, files: withFiles(NFC) };
    },
    { notes: ['name-twins'], files: { [NFD]: { state: 'missing' }, [NFC]: { state: 'match' } } },
  ),
  faulty(
    'composed and decomposed both signed, with their bytes exchanged',
    'files-mismatch',
    { code: 'files-differ', changed: 2 },
    async () => {
      const question = await stated({}, withFiles(NFC, NFD));
      return { ...question, files: { ...FILES, [NFC]: text(`${NFD}\n`), [NFD]: text(`${NFC}\n`) } };
    },
    { notes: ['name-twins'], files: { [NFC]: { state: 'changed' }, [NFD]: { state: 'changed' } } },
  ),
];

/** Chromium gives these up, so that what is signed is missing there. */
const HIDDEN: Readonly<Record<string, string>> = {};

/** And here on the disk too. */
export const NAMES: readonly Mutation[] = [
  ...ODD_BUT_SOUND.map((name) =>
    sound(
      `a file named ${JSON.stringify(name)}, signed and there`,
      present(name),
      HIDDEN[name] === undefined ? {} : { notOn: { page: HIDDEN[name] } },
    ),
  ),
  ...TWIN_ROWS,
];
