import { describe, expect, it } from 'vitest';
import { mayBeBundle } from '../../src/bundle/bundle.js';
import { findBundles } from '../../src/bundle/find.js';
import { buildStatement, signWithKey, smallModel } from '../forge/index.js';

const text = JSON.stringify(signWithKey(await buildStatement(smallModel())).bundle);
const file = (path: string, content: string) => ({ path, blob: new Blob([content]) });
const found = (...files: ReturnType<typeof file>[]) => findBundles(files);

describe('finding a bundle by its content', () => {
  it('whatever its name, also far behind other keys and white space', async () => {
    const late = `\n\t {"x": "${'y'.repeat(3 * 1024 * 1024)}", ${text.slice(1)}`;
    expect(await found(file('weights.bin', text), file('b', late))).toEqual(['weights.bin', 'b']);
  });

  it('however much white space stands before it, and however its media type is written', async () => {
    const escaped = text.replace('vnd.dev', 'vnd\\u002edev');
    expect(escaped).not.toBe(text);
    expect(
      await found(
        file('a', ' '.repeat(100) + text),
        file('b', '\n'.repeat(3 * 1024 * 1024) + text),
        file('c', escaped),
        file('d', ' '.repeat(1000)),
      ),
    ).toEqual(['a', 'b', 'c']);
  });

  it('finds a mark that lies across two pieces', async () => {
    const MIB = 1024 * 1024;
    // No other mark but the one that is cut in two: the rest is written in escapes.
    const escaped = text
      .replace('vnd.dev', 'vnd\\u002edev')
      .replace('verificationMaterial', 'verification\\u004daterial');
    for (let cut = 1; cut < 'dsseEnvelope'.length; cut += 3) {
      const before = MIB - escaped.indexOf('dsseEnvelope') - cut;
      expect(await found(file('a', `${' '.repeat(before)}${escaped}`))).toEqual(['a']);
    }
  });

  it('takes no text for one that is not UTF-8', async () => {
    const bytes = new TextEncoder().encode(text.replace('{', '{"x":"?",'));
    const broken = bytes.with(bytes.indexOf(0x3f), 0xff);
    expect(await findBundles([{ path: 'x', blob: new Blob([broken]) }])).toEqual([]);
  });

  it('takes nothing else for one', async () => {
    const mention = JSON.stringify({
      note: `see application/vnd.dev.sigstore.bundle.v0.3+json ${'.'.repeat(300)}`,
    });
    const other = JSON.stringify({ ...(JSON.parse(text) as object), mediaType: 'application/json' });
    expect(
      await found(file('a', mention), file('b', other), file('c', text.slice(0, -1)), file('d', `[${text}]`)),
    ).toEqual([]);
    expect(await found(file('e', ''), file('f', '{}'))).toEqual([]);
    expect([0, 100, 10_000, 65 * 1024 * 1024].map(mayBeBundle)).toEqual([false, false, true, false]);
  });

  it('prefers the top level, and looks into folders only if it has none', async () => {
    expect(await found(file('sub/a.sig', text), file('b.sig', text))).toEqual(['b.sig']);
    expect(await found(file('sub/a.sig', text), file('README', 'x'.repeat(300)))).toEqual(['sub/a.sig']);
  });

  it('a file that cannot be read is not one', async () => {
    const broken = new Blob([text]);
    Object.defineProperty(broken, 'slice', {
      value: () => ({ text: () => Promise.reject(new Error('gone')) }),
    });
    expect((await findBundles([{ path: 'x', blob: broken }])).length).toBe(0);
  });
});
