import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mayBePointer, pointerSystem, readPointer } from '../../src/manifest/pointer.js';
import { never } from '../model/fake-disk.js';

const OID = '4d7a2146'.repeat(8);
const lines = (...all: string[]) => all.map((line) => `${line}\n`).join('');

/** Shapes after git-lfs, docs/spec.md and docs/extensions.md; digests are ours. */
const LFS: Readonly<Record<string, string>> = {
  'version 1': lines('version https://git-lfs.github.com/spec/v1', `oid sha256:${OID}`, 'size 12345'),
  'the name before it was Git LFS': lines(
    'version https://hawser.github.com/spec/v1',
    `oid sha256:${OID}`,
    'size 7',
  ),
  'with extensions': lines(
    'version https://git-lfs.github.com/spec/v1',
    `ext-0-foo sha256:${OID}`,
    `ext-1-bar sha256:${OID}`,
    `oid sha256:${OID}`,
    'size 123',
  ),
  'without a newline at the end':
    lines('version https://git-lfs.github.com/spec/v1', `oid sha256:${OID}`) + 'size 9',
  'of an empty file': lines('version https://git-lfs.github.com/spec/v1', `oid sha256:${OID}`, 'size 0'),
};

/** As git-xet writes them: a comment, then TOML with its keys in alphabetical order. */
const XET: Readonly<Record<string, string>> = {
  'as written': lines('# xet version 0', 'filesize = 12345', `hash = '${OID}'`),
  'in another order': lines('# xet version 0', `hash = '${OID}'`, 'filesize = 12345'),
  'with quotation marks': lines('# xet version 0.1', 'filesize = 1', `hash = "${OID}"`),
  'without a newline at the end': lines('# xet version 0', `hash = '${OID}'`) + 'filesize = 12345',
};

const GOOD = LFS['version 1'] ?? '';
const NEAR_MISSES: Readonly<Record<string, string>> = {
  'nothing at all': '',
  'a config': '{"hidden_size": 8, "model_type": "llama"}\n',
  'a line before it': `# pointer\n${GOOD}`,
  'an empty line before it': `\n${GOOD}`,
  'a byte order mark': `\ufeff${GOOD}`,
  'line ends of Windows': GOOD.replaceAll('\n', '\r\n'),
  'line ends of Windows in the middle': GOOD.replace(`${OID}\n`, `${OID}\r\n`),
  'another server’s specification': GOOD.replace('git-lfs.github.com', 'git-lfs.example'),
  'an address without encryption': GOOD.replace('https:', 'http:'),
  'a capital letter': GOOD.replace('version', 'Version'),
  'a version that is not a number': GOOD.replace('/v1', '/vX'),
  'more after the version': GOOD.replace('/v1', '/v1/extra'),
  'another digest': GOOD.replace('sha256', 'sha512'),
  'a digest too short': GOOD.replace(OID, OID.slice(1)),
  'a digest too long': GOOD.replace(OID, `${OID}a`),
  'a digest in capitals': GOOD.replace(OID, OID.toUpperCase()),
  'no size': GOOD.replace(/size.*\n/, ''),
  'a size that is not a number': GOOD.replace('12345', '12 kB'),
  'a negative size': GOOD.replace('12345', '-1'),
  'no digest': GOOD.replace(/oid.*\n/, ''),
  'text about Git LFS': 'See version https://git-lfs.github.com/spec/v1 for the format of pointers.\n',
  'Xet with line ends of Windows': (XET['as written'] ?? '').replaceAll('\n', '\r\n'),
  'Xet without a hash': lines('# xet version 0', 'filesize = 12345', 'name = "x"'),
  'Xet without a size': lines('# xet version 0', `hash = '${OID}'`),
  'Xet with a hash that is no text': lines('# xet version 0', 'filesize = 1', 'hash = 5'),
  'Xet without a version': lines('# xet', 'filesize = 1', `hash = '${OID}'`),
  'a comment about Xet': lines('# xet version 0 is what we use', 'filesize = 1', `hash = '${OID}'`),
};

afterEach(() => vi.useRealTimers());

describe('a pointer', () => {
  it.each(Object.entries(LFS))('of Git LFS: %s', async (_, text) => {
    expect(pointerSystem(text)).toBe('git-lfs');
    expect(await readPointer(new Blob([text]))).toBe('git-lfs');
  });

  it.each(Object.entries(XET))('of Xet: %s', async (_, text) => {
    expect(pointerSystem(text)).toBe('xet');
    expect(await readPointer(new Blob([text]))).toBe('xet');
  });

  it.each(Object.entries(NEAR_MISSES))('is not: %s', (_, text) => {
    expect(pointerSystem(text)).toBeNull();
  });

  it('has at most 1024 bytes', async () => {
    const padded = (size: number) => {
      const [version = '', ...rest] = GOOD.split('\n');
      const pad = size - GOOD.length - 'ext-0-pad \n'.length;
      return new Blob([[version, `ext-0-pad ${'x'.repeat(pad)}`, ...rest].join('\n')]);
    };
    expect(padded(1024).size).toBe(1024);
    expect(await readPointer(padded(1024))).toBe('git-lfs');
    expect(await readPointer(padded(1025))).toBeNull();
    expect([0, 39, 40, 1024, 1025].map(mayBePointer)).toEqual([false, false, true, true, false]);
  });

  it('is not looked for in a file that is too long or too short', async () => {
    for (const size of [0, 39, 1025]) {
      const text = vi.fn(never<string>);
      expect(await readPointer(Object.assign(new Blob(['x'.repeat(size)]), { text }))).toBeNull();
      expect(text).not.toHaveBeenCalled();
    }
  });

  it('is not seen in a file that cannot be read, or not in time', async () => {
    const unreadable = { text: () => Promise.reject(new DOMException('gone', 'NotReadableError')) };
    expect(await readPointer(Object.assign(new Blob([GOOD]), unreadable))).toBeNull();
    vi.useFakeTimers();
    const reading = readPointer(Object.assign(new Blob([GOOD]), { text: never<string> }));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await reading).toBeNull();
  });

  it('is never mistaken, and the look for it never fails', async () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((s) => GOOD.slice(0, 30) + s),
        ),
        (text) => {
          expect(pointerSystem(text)).toBeNull();
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 40, maxLength: 1024 }), async (bytes) => {
        expect(await readPointer(new Blob([Uint8Array.from(bytes)]))).toBeNull();
      }),
    );
  });

  it('stays one whatever the digest and the size', () => {
    const hex = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789abcdef')),
      minLength: 64,
      maxLength: 64,
    });
    fc.assert(
      fc.property(hex, fc.nat(), (oid, size) => {
        expect(pointerSystem(GOOD.replace('12345', String(size)).replace(OID, oid))).toBe('git-lfs');
        expect(pointerSystem(lines('# xet version 0', `filesize = ${String(size)}`, `hash = '${oid}'`))).toBe(
          'xet',
        );
      }),
    );
  });
});
