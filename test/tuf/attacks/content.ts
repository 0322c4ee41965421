import { makeTuf, type Edit, type FilePlan } from '../../forge/tuf.js';
import type { Attack, Serving } from '../attack.js';
import { A, after, B, fileOf, fresh, moment, ROOT, step, TARGET, targetFile, two } from '../moments.js';

const targets = (more: FilePlan) => moment(2, { targets: { version: 2, targets: { [TARGET]: B }, ...more } });
const snapshot = (...edits: Edit[]) => moment(2, { snapshot: { version: 2, edits } });
const timestamp = (...edits: Edit[]) => moment(2, { timestamp: { version: 2, edits } });
const listed = (...path: string[]) => ['meta', 'targets.json', ...path];
const named = (...path: string[]) => ['meta', 'snapshot.json', ...path];
const vouched = (...path: string[]) => ['targets', TARGET, ...path];
const spoilt = (hash: string) => (hash.startsWith('0') ? `1${hash.slice(1)}` : `0${hash.slice(1)}`);
const target = targetFile(two);
const sha256 = target.slice('targets/'.length, 'targets/'.length + 64);
const short = fileOf(two, target).subarray(0, -1);

const arbitrary: readonly Attack[] = [
  after(
    'another target, longer',
    '5.7.2',
    step(two, `trust-too-large ${target}`, { files: { [target]: `${B} ` } }),
  ),
  after(
    'another target, shorter',
    '5.7.3',
    step(two, `trust-digest ${target}`, { files: { [target]: short } }),
  ),
  after('no target', '5.7.3', step(two, `trust-missing ${target}`, { files: { [target]: undefined } })),
  after(
    'the digest of the target is another',
    '5.7.3',
    step(
      targets({ edits: [[vouched('hashes', 'sha256'), spoilt(sha256)]] }),
      `trust-digest targets/${spoilt(sha256)}.${TARGET}`,
      {
        files: { [`targets/${spoilt(sha256)}.${TARGET}`]: B },
      },
    ),
  ),
  after(
    'one of two digests of the target is another',
    '5.7.3',
    step(targets({ edits: [[vouched('hashes', 'sha512'), '0'.repeat(128)]] }), `trust-digest ${target}`),
  ),
  after(
    'the length of the target is another',
    '5.7.3',
    step(targets({ edits: [[vouched('length'), B.length + 1]] }), `trust-digest ${target}`),
  ),
  after(
    'the digest of the target is a path',
    '4.5',
    step(
      targets({ edits: [[vouched('hashes', 'sha256'), '../../other']] }),
      'trust-malformed 2.targets.json',
    ),
  ),
  after(
    'a target without a length',
    '4.5',
    step(targets({ edits: [[vouched('length'), undefined]] }), 'trust-malformed 2.targets.json'),
  ),
  after(
    'a target without a digest',
    '4.5',
    step(targets({ edits: [[vouched('hashes'), undefined]] }), 'trust-malformed 2.targets.json'),
  ),
  after(
    'a target with a digest of a kind that nobody knows',
    '4.5',
    step(targets({ edits: [[vouched('hashes'), { md5: '00' }]] }), 'trust-malformed 2.targets.json'),
  ),
  after(
    'no target is listed',
    '5.6.7',
    step(moment(2, { targets: { version: 2, targets: {} } }), `trust-not-listed ${TARGET}`),
    { target: A },
  ),
  after(
    'the target is no trusted root',
    '5.7.3',
    step(
      moment(2, { targets: { version: 2, targets: { [TARGET]: '{"tlogs":[]}' } } }),
      unusable('{"tlogs":[]}'),
    ),
    { target: A },
  ),
  after(
    'the target is no JSON',
    '5.7.3',
    step(moment(2, { targets: { version: 2, targets: { [TARGET]: '<html>' } } }), unusable('<html>')),
  ),
  after(
    'the target is no text',
    '5.7.3',
    step(
      moment(2, { targets: { version: 2, targets: { [TARGET]: Uint8Array.of(0xff, 0xfe) } } }),
      unusable(Uint8Array.of(0xff, 0xfe)),
    ),
  ),
  after(
    'the length of the snapshot is less',
    '5.5.1',
    step(timestamp([named('length'), 10]), 'trust-too-large 2.snapshot.json'),
  ),
  after(
    'the length of the snapshot is more',
    '5.5.2',
    step(timestamp([named('length'), 9999]), 'trust-digest 2.snapshot.json'),
  ),
  after(
    'the digest of the snapshot is another',
    '5.5.2',
    step(timestamp([named('hashes', 'sha256'), 'f'.repeat(64)]), 'trust-digest 2.snapshot.json'),
  ),
  after(
    'the digest of the snapshot is of a kind that nobody knows',
    '4.6',
    step(timestamp([named('hashes'), { md5: '00' }]), 'trust-malformed timestamp.json'),
  ),
  after(
    'the length of the targets is less',
    '5.6.1',
    step(snapshot([listed('length'), 10]), 'trust-too-large 2.targets.json'),
  ),
  after(
    'the length of the targets is more',
    '5.6.2',
    step(snapshot([listed('length'), 9999]), 'trust-digest 2.targets.json'),
  ),
  after(
    'the digest of the targets is another',
    '5.6.2',
    step(snapshot([listed('hashes', 'sha256'), 'f'.repeat(64)]), 'trust-digest 2.targets.json'),
  ),
  after(
    'the snapshot lists no targets',
    '5.5.5',
    step(snapshot([listed(), undefined]), 'trust-not-listed targets.json'),
  ),
  fresh(
    'the snapshot lists no targets, to somebody new',
    '5.6.1',
    step(snapshot([listed(), undefined]), 'trust-not-listed targets.json'),
  ),
  after(
    'the timestamp names no snapshot',
    '4.6',
    step(timestamp([named(), undefined]), 'trust-malformed timestamp.json'),
  ),
];

function unusable(content: string | Uint8Array): string {
  return `trust-target-unusable ${targetFile(makeTuf(moment(2, { targets: { version: 2, targets: { [TARGET]: content } } })))}`;
}

const ENDLESS: Serving = { zeros: 'endless' };
const CUT: Serving = { cut: true };
const bareTwo = makeTuf(moment(2, { announces: 'version' }));
const served = (name: string, file: string, serving: Serving, expected: string, files = two) =>
  after(name, '5.1', step(files, expected, { serving: { [file]: serving } }), { target: A });
const ROOTS = makeTuf(moment(2, { roots: [ROOT, ROOT] }));

const availability: readonly Attack[] = [
  served('endless: a root', '2.root.json', ENDLESS, 'trust-too-large 2.root.json'),
  served('endless: the timestamp', 'timestamp.json', ENDLESS, 'trust-too-large timestamp.json'),
  served('endless: the snapshot', '2.snapshot.json', ENDLESS, 'trust-too-large 2.snapshot.json'),
  served(
    'endless: the snapshot, of no announced length',
    '2.snapshot.json',
    ENDLESS,
    'trust-too-large 2.snapshot.json',
    bareTwo,
  ),
  served('endless: the targets', '2.targets.json', ENDLESS, 'trust-too-large 2.targets.json'),
  served(
    'endless: the targets, of no announced length',
    '2.targets.json',
    ENDLESS,
    'trust-too-large 2.targets.json',
    bareTwo,
  ),
  served('endless: the target', target, ENDLESS, `trust-too-large ${target}`),
  served(
    'huge: a timestamp of a byte too many',
    'timestamp.json',
    { zeros: 16 * 1024 + 1 },
    'trust-too-large timestamp.json',
  ),
  served(
    'large: a timestamp of as many as may be',
    'timestamp.json',
    { zeros: 16 * 1024 },
    'trust-malformed timestamp.json',
  ),
  served('cut: a root', '2.root.json', CUT, 'trust-unreachable 2.root.json', ROOTS),
  served('cut: the timestamp', 'timestamp.json', CUT, 'trust-unreachable timestamp.json'),
  served('cut: the target', target, CUT, `trust-unreachable ${target}`),
  served(
    'refused: whether there is a new root',
    '2.root.json',
    { refused: true },
    'trust-unreachable 2.root.json',
  ),
  served(
    'broken: whether there is a new root',
    '2.root.json',
    { status: 500 },
    'trust-unreachable 2.root.json',
  ),
  served('broken: the timestamp', 'timestamp.json', { status: 503 }, 'trust-unreachable timestamp.json'),
  served(
    'half an answer: the timestamp',
    'timestamp.json',
    { status: 206 },
    'trust-unreachable timestamp.json',
  ),
  served('silent: the snapshot, until the person gives up', '2.snapshot.json', { silent: true }, 'gave up'),
  after(
    'forbidden stands for absent: no new root',
    '5.3.2',
    step(two, 'ok', { serving: { '2.root.json': { status: 403 } } }),
    { target: B },
  ),
  after(
    'missing: the snapshot',
    '5.5.1',
    step(two, 'trust-missing 2.snapshot.json', { files: { '2.snapshot.json': undefined } }),
  ),
  after(
    'missing: the targets',
    '5.6.1',
    step(two, 'trust-missing 2.targets.json', { files: { '2.targets.json': undefined } }),
  ),
  after('missing: all of it', '5.4.1', step({}, 'trust-missing timestamp.json'), { target: A }),
  after(
    'cut short: the timestamp',
    '5.4.2',
    step(moment(2, { timestamp: { version: 2, text: half } }), 'trust-malformed timestamp.json'),
  ),
  after(
    'cut short: the snapshot',
    '5.5.2',
    step(two, 'trust-digest 2.snapshot.json', {
      files: { '2.snapshot.json': half(fileOf(two, '2.snapshot.json').toString()) },
    }),
  ),
  after(
    'cut short: a root',
    '5.3.4',
    step(ROOTS, 'trust-malformed 2.root.json', {
      files: { '2.root.json': half(fileOf(ROOTS, '2.root.json').toString()) },
    }),
  ),
];

function half(text: string): string {
  return text.slice(0, text.length / 2);
}

const DEEPEST = `${'['.repeat(40)}${']'.repeat(40)}`;
const text = (change: (text: string) => string) => moment(2, { timestamp: { version: 2, text: change } });
const formed = (name: string, section: string, change: (text: string) => string, code = 'trust-malformed') =>
  after(name, section, step(text(change), `${code} timestamp.json`), { target: A });
const edited = (name: string, section: string, edits: readonly Edit[], code = 'trust-malformed') =>
  after(name, section, step(timestamp(...edits), `${code} timestamp.json`), { target: A });
const canonical = (signed: object) => JSON.stringify(signed);
/** Astral characters come after all others, which no code unit says; JavaScript's own order is another. */
const ORDERED = ['\ue000', '\u{1f600}'];

const form: readonly Attack[] = [
  formed('form: not JSON', '4.1', () => '<!doctype html><title>Not found</title>'),
  formed('form: nothing', '4.1', () => ''),
  formed('form: a list', '4.1', (json) => `[${json}]`),
  formed('form: null', '4.1', () => 'null'),
  formed('form: a byte order mark', '4.1', (json) => `\ufeff${json}`),
  formed('form: JSON, and more', '4.1', (json) => `${json}{}`),
  formed('form: a member twice', '4.1', (json) => json.replace('"signed":', '"signed":{},"signed":')),
  formed('form: a member twice, once escaped', '4.1', (json) =>
    json.replace('"version":', String.raw`"\u0076ersion":1,"version":`),
  ),
  formed('form: nested deeply', '4.1', (json) => json.replace('"signed":', `"more":${DEEPEST},"signed":`)),
  formed('form: no signatures', '4.2', (json) => json.replace('"signatures"', '"signature"')),
  formed('form: 101 signatures', '4.2', (json) => {
    const many = Array.from({ length: 101 }, (_, i) => ({ keyid: String(i), sig: '00' }));
    return JSON.stringify({ ...(JSON.parse(json) as object), signatures: many });
  }),
  after(
    'form: not UTF-8',
    '4.1',
    step(two, 'trust-malformed timestamp.json', {
      files: { 'timestamp.json': Uint8Array.of(0x22, 0xff, 0x22) },
    }),
  ),
  edited('form: another type', '4.3', [[['_type'], 'snapshot']]),
  edited('form: no type', '4.3', [[['_type'], undefined]]),
  after(
    'form: the snapshot in the place of the timestamp',
    '4.3',
    step(two, 'trust-malformed timestamp.json', {
      files: { 'timestamp.json': fileOf(two, '2.snapshot.json') },
    }),
  ),
  edited('form: version 2 of the specification', '4.3', [[['spec_version'], '2.0.0']], 'trust-unsupported'),
  edited('form: version 10 of the specification', '4.3', [[['spec_version'], '10.0.0']], 'trust-unsupported'),
  edited('form: no version of the specification', '4.3', [[['spec_version'], undefined]]),
  after(
    'form: another minor version of the specification',
    '4.3',
    step(timestamp([['spec_version'], '1.9']), 'ok'),
    { target: B },
  ),
  edited('form: version 0', '4.3', [[['version'], 0]]),
  edited('form: version -1', '4.3', [[['version'], -1]]),
  formed('form: version 2.5', '4.3', (json) => json.replace('"version":2', '"version":2.5')),
  edited('form: version as text', '4.3', [[['version'], '2']]),
  edited('form: a version that no double holds', '4.3', [[['version'], 2 ** 53]]),
  formed('form: a number that is infinite', '4.2.1', (json) =>
    json.replace('"version":2', '"version":1e999'),
  ),
  edited('form: no end', '4.3', [[['expires'], undefined]]),
  edited('form: an end that is no time', '4.3', [[['expires'], 'never']]),
  edited('form: an end on the 32nd', '4.3', [[['expires'], '2026-05-32T00:00:00Z']]),
  edited('form: an end without a zone', '4.3', [[['expires'], '2026-06-01T00:00:00']]),
  edited('canonical form: half a pair of surrogates', '4.2.1', [[['more'], '\ud800']]),
  edited('canonical form: half a pair in a name', '4.2.1', [[['\udc00'], 1]]),
  after(
    'canonical form: a fraction',
    '4.2.1',
    step(
      moment(2, { timestamp: { version: 2, edits: [[['more'], 0.5]], canonical } }),
      'trust-malformed timestamp.json',
    ),
  ),
  formed('canonical form: minus nothing', '4.2.1', (json) =>
    json.replace('"version":2', '"more":-0,"version":2'),
  ),
  after(
    'canonical form: names by their characters, not by their code units',
    '4.2.1',
    step(
      moment(2, {
        timestamp: {
          version: 2,
          edits: [[['more'], {}], ...ORDERED.map((name): Edit => [['more', name], 1])],
          canonical: byCharacters,
        },
      }),
      'ok',
    ),
    { target: B },
  ),
  after(
    'canonical form: quotes, backslashes, control characters, names of JavaScript',
    '4.2.1',
    step(
      timestamp([['more'], { '"\\/\u0001\n\u2028': 'é\u0000"' }], [['__proto__'], { constructor: [] }]),
      'ok',
    ),
    { target: B },
  ),
];

/** Written once more, since the other implementation sorts by code units: as bytes of UTF-8, texts are in the order of their characters. */
function byCharacters(value: object): string {
  const members = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const write = (member: unknown) =>
    typeof member === 'object' && member !== null ? byCharacters(member) : JSON.stringify(member);
  return `{${members.map(([name, member]) => `"${name}":${write(member)}`).join(',')}}`;
}

export const CONTENT = [...arbitrary, ...availability, ...form];
