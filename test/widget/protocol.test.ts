import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parseFrameMessage,
  parseHello,
  parseHostMessage,
  PROTOCOL_VERSION,
} from '../../web/widget/protocol.js';
import { LIMITS } from '../../web/widget/protocol-options.js';

const options = {
  modelName: 'a-model',
  claimed: { method: 'sigstore', identity: 'a@b.example', issuer: 'https://issuer.example' },
  files: [{ path: 'weights.bin', url: 'https://hub.example/weights.bin' }],
  language: 'en',
  theme: 'auto',
  density: 'card',
  page: null,
};
const start = { kind: 'start', run: 1, options, begin: 'visible', fault: null };
const report = { verdict: { code: 'partial' }, rows: {}, model: {}, trust: {} };
const verdict = { kind: 'verdict', run: 1, depth: 'signature', code: 'partial', report };

const withOptions = (more: object) => ({ ...start, options: { ...options, ...more } });
const long = (length: number) => 'x'.repeat(length + 1);
const url = (length: number) => `https://hub.example/${long(length)}`;

describe('what a page says to the frame', () => {
  it.each([
    ['a start', start],
    ['another look', { kind: 'options', options }],
    ['a base address', withOptions({ files: 'https://hub.example/files/' })],
    ['a key', withOptions({ claimed: { method: 'key', publicKey: 'pem', trustedRoot: '{}' } })],
    [
      'a certificate',
      withOptions({ claimed: { method: 'certificate', roots: ['pem'], subject: 'CN=Acme' } }),
    ],
    ['a pattern', withOptions({ claimed: { method: 'sigstore', identityPattern: '*', issuer: 'i' } })],
    ['a signature', { kind: 'bundle', run: 1, bundle: '{}' }],
    ['no signature', { kind: 'bundle-failed', run: 1, code: 'bundle-missing' }],
  ])('%s', (_, message) => {
    expect(parseHostMessage(message)).toEqual({ ok: true, message });
  });

  it('takes a Blob as it is, and says of one that is too large that it is', () => {
    const bundle = new Blob(['{}']);
    expect(parseHostMessage({ kind: 'bundle', run: 1, bundle })).toMatchObject({
      ok: true,
      message: { bundle },
    });
    Object.defineProperty(bundle, 'size', { value: LIMITS.bundle + 1 });
    expect(parseHostMessage({ kind: 'bundle', run: 1, bundle })).toEqual({
      ok: true,
      message: { kind: 'bundle-failed', run: 1, code: 'bundle-too-large' },
    });
  });

  it('leaves out what it does not know, a verdict above all', () => {
    const more = { verdict: 'verified', report, pins: [], trust: {}, by: 'person', own: {}, start: 'now' };
    const parsed = parseHostMessage({ ...start, ...more, options: { ...options, ...more } });
    expect(parsed).toEqual({ ok: true, message: start });
  });

  it.each([
    ['a verdict', verdict],
    ['nothing', null],
    ['no kind', {}],
    ['a kind that is inherited', Object.create(start)],
    ['no run', { ...start, run: undefined }],
    ['a run that is no number', { ...start, run: '1' }],
    ['a run beyond', { ...start, run: Number.MAX_SAFE_INTEGER }],
    ['no options', { ...start, options: undefined }],
    ['another language', withOptions({ language: 'xx' })],
    ['a theme that is a list', withOptions({ theme: ['auto'] })],
    ['a long name', withOptions({ modelName: long(LIMITS.name) })],
    ['a link that is a script', withOptions({ files: 'javascript:alert(1)' })],
    ['a page that is a script', withOptions({ page: ' javascript:alert(1)' })],
    ['a listed script', withOptions({ files: [{ path: 'a', url: 'javascript:alert(1)' }] })],
    ['a long address', withOptions({ page: url(LIMITS.address) })],
    ['too many files', withOptions({ files: new Array(LIMITS.files + 1).fill(options.files[0]) })],
    ['holes in the list', withOptions({ files: new Array(3) })],
    ['a signer by no method', withOptions({ claimed: { method: 'inspect' } })],
    ['half a signer', withOptions({ claimed: { method: 'sigstore', identity: 'a' } })],
    [
      'two signers',
      withOptions({ claimed: { method: 'sigstore', identity: 'a', identityPattern: '*', issuer: 'i' } }),
    ],
    ['a long identity', withOptions({ claimed: { ...options.claimed, identity: long(LIMITS.identity) } })],
    ['a long key', withOptions({ claimed: { method: 'key', publicKey: long(LIMITS.pem) } })],
    [
      'many certificates',
      withOptions({ claimed: { method: 'certificate', roots: new Array(LIMITS.roots + 1).fill('pem') } }),
    ],
    [
      'a trusted root that is an object',
      withOptions({ claimed: { method: 'key', publicKey: 'pem', trustedRoot: {} } }),
    ],
    ['a begin of its own', { ...start, begin: 'never' }],
    ['a fault of its own', { ...start, fault: 'verified' }],
    ['a signature that is an object', { kind: 'bundle', run: 1, bundle: {} }],
    ['why there is none, in words', { kind: 'bundle-failed', run: 1, code: 'because of X' }],
  ])('not %s', (_, message) => {
    expect(parseHostMessage(message)).toMatchObject({ ok: false });
  });
});

describe('what the frame says to a page', () => {
  it.each([
    { kind: 'ready' },
    { kind: 'refused', code: 'host-not-allowed' },
    { kind: 'malformed', problem: 'kind is none' },
    { kind: 'need-bundle', run: 1 },
    { kind: 'resize', height: 120 },
    verdict,
    { ...verdict, report: null },
    { kind: 'verdict', run: 1, depth: 'local', code: 'verified', report: null },
    { kind: 'error', run: 1, code: 'bundle-missing' },
  ])('$kind', (message) => {
    expect(parseFrameMessage(message)).toEqual({ ok: true, message });
  });

  it.each([
    ['a height beyond', { kind: 'resize', height: LIMITS.height + 1 }],
    ['a height that is none', { kind: 'resize', height: Number.NaN }],
    ['green for a signature alone', { ...verdict, code: 'verified' }],
    ['a report that says something else', { ...verdict, code: 'unsigned' }],
    ['a report of own files', { ...verdict, depth: 'local' }],
    ['a verdict that there is not', { ...verdict, code: 'fine', report: null }],
    ['an error in words', { kind: 'error', run: 1, code: 'secret.bin is missing' }],
    ['progress that is none', { kind: 'progress', run: 1, progress: { phase: 'hashing' } }],
  ])('not %s', (_, message) => {
    expect(parseFrameMessage(message)).toMatchObject({ ok: false });
  });
});

const KEYS = [
  'kind',
  'run',
  'options',
  'bundle',
  'code',
  'claimed',
  'files',
  'language',
  'report',
  'verdict',
  'path',
];
const VALUES = [
  'start',
  'options',
  'bundle',
  'verdict',
  'verified',
  'sigstore',
  'en',
  'auto',
  'card',
  'visible',
];
/** Deep, odd, and near to what is right. */
const anything = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.constantFrom(...VALUES),
    fc.anything({ withBigInt: true, withMap: true, withSet: true, withTypedArray: true, withDate: true }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.constant('__proto__')), tie('value'), { maxKeys: 8 }),
  ),
})).value;

describe('whatever comes', () => {
  it('is parsed to what is written down, or refused, and never throws', () => {
    fc.assert(
      fc.property(anything, (data) => {
        for (const parse of [parseHostMessage, parseFrameMessage]) {
          const parsed = parse(data);
          if (parsed.ok) expect(parse(parsed.message)).toEqual(parsed);
          else expect(parsed.problem.length).toBeLessThan(300);
        }
        parseHello(data);
      }),
      { numRuns: 3000 },
    );
  });

  it('one wrong member in the right message is never passed on', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(options)), anything, (key, value) => {
        const parsed = parseHostMessage(withOptions({ [key]: value }));
        if (parsed.ok && parsed.message.kind === 'start')
          expect(Object.keys(parsed.message.options).sort()).toEqual(Object.keys(options).sort());
      }),
    );
  });

  it('what refers to itself is no trouble', () => {
    const round: Record<string, unknown> = { ...start };
    round['options'] = round;
    round['files'] = [round];
    expect(parseHostMessage(round)).toMatchObject({ ok: false });
  });

  it('a greeting is one with a number', () => {
    expect(parseHello({ touchstone: 'hello', version: PROTOCOL_VERSION })).toBe(PROTOCOL_VERSION);
    for (const data of [null, 'hello', {}, { touchstone: 'hello' }, { touchstone: 'hello', version: '1' }])
      expect(parseHello(data)).toBeNull();
  });
});
