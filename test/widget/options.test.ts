import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  densityOf,
  downloadAddress,
  expectationPlan,
  languageOf,
  themeOf,
  webAddress,
} from '../../web/widget/options.js';

const nothing = { identity: null, issuer: null, publicKey: null, chain: null, trustedRoot: null };

describe('whom the page expects, by its attributes', () => {
  it.each([
    [{}, 'nobody'],
    [{ identity: 'a@b.example', issuer: 'https://i.example' }, 'sigstore'],
    [{ identity: 'a@b.example', issuer: 'https://i.example', trustedRoot: 'r.json' }, 'sigstore'],
    [{ publicKey: 'k.pem' }, 'key'],
    [{ publicKey: 'k.pem', trustedRoot: 'r.json' }, 'key'],
    [{ chain: 'c.pem' }, 'certificate'],
    // Half of one, or more than one, is none: to guess would be to check something else.
    [{ identity: 'a@b.example' }, 'expectation-incomplete'],
    [{ issuer: 'https://i.example' }, 'expectation-incomplete'],
    [{ trustedRoot: 'r.json' }, 'expectation-incomplete'],
    [{ identity: 'a@b.example', publicKey: 'k.pem' }, 'expectation-several'],
    [{ publicKey: 'k.pem', chain: 'c.pem' }, 'expectation-several'],
    [{ chain: 'c.pem', trustedRoot: 'r.json' }, 'expectation-several'],
  ])('%j is %s', (given, expected) => {
    const plan = expectationPlan({ ...nothing, ...given });
    expect(plan.kind === 'unusable' ? plan.code : plan.kind).toBe(expected);
  });
});

it('what an attribute may say is one of few', () => {
  expect([null, '', 'DARK', 'dark', 'light'].map(themeOf)).toEqual(['auto', 'auto', 'auto', 'dark', 'light']);
  expect([null, 'FULL', 'full', 'badge'].map(densityOf)).toEqual(['card', 'card', 'full', 'badge']);
  expect(languageOf(null, 'de-AT')).toBe('de');
  expect(languageOf('en', 'de')).toBe('en');
  expect(languageOf(null, 'den')).toBe('en');
  expect(languageOf('fr', 'de')).toBe('en');
});

it('a link leads to the web, and to nothing else', () => {
  expect(webAddress('x/', 'https://hub.example/m/')).toBe('https://hub.example/m/x/');
  for (const address of [
    'javascript:alert(1)',
    'data:text/html,x',
    'blob:https://a.example/1',
    'http://',
    null,
  ])
    expect(webAddress(address, 'https://hub.example/')).toBeNull();
});

describe('where a signed file can be downloaded', () => {
  it('is below what the page says, whatever it is called', () => {
    const base = 'https://hub.example/m/resolve/main?download=1';
    expect(downloadAddress(base, 'a b/ü#?.bin')).toBe(
      'https://hub.example/m/resolve/main/a%20b/%C3%BC%23%3F.bin?download=1',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const address = downloadAddress('https://hub.example/m/', path);
        if (address === null) return;
        const { origin, pathname } = new URL(address);
        expect(origin).toBe('https://hub.example');
        expect(pathname.startsWith('/m/')).toBe(true);
      }),
      { numRuns: 50 },
    );
    for (const path of ['../up', 'a/../b', '.', 'a//b', '/a']) expect(downloadAddress(base, path)).toBeNull();
  });

  it('is what its list says', () => {
    const list = [
      { path: 'a', url: 'https://cdn.example/1' },
      { path: 'b', url: 'javascript:1' },
    ];
    expect(['a', 'b', 'c'].map((path) => downloadAddress(list, path))).toEqual([
      'https://cdn.example/1',
      null,
      null,
    ]);
    expect(downloadAddress(null, 'a')).toBeNull();
    expect(downloadAddress('javascript:1', 'a')).toBeNull();
  });
});
