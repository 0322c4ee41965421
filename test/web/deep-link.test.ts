import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parseDeepLink } from '../../web/lib/deep-link.js';
import { deepLink, packBundle, withBundle } from '../../web/lib/deep-link-make.js';
import { bringBundle } from '../../web/lib/linked-bundle.js';
import { mayBeSame } from '../../web/lib/same-name.js';

const PAGE = 'https://check.example/';
const parsed = (link: string) => parseDeepLink(new URL(link).hash);
const NOTHING = { model: null, identity: null, issuer: null, bundle: null, faults: [] };

describe('what is no link of this kind', () => {
  it.each([
    '',
    '#',
    '#trust',
    '#memory',
    '#shared',
    '#check',
    '#bundle',
    '#foo=bar',
    '#xmodel=a',
    '#Model=a',
  ])('%j', (fragment) => {
    expect(parseDeepLink(fragment)).toBeNull();
  });
});

describe('what a link says', () => {
  it.each([
    ['#model=org%2Fmodel', { model: 'org/model' }],
    [
      '#model=a%20b+c&expect=a@b.example&issuer=https://i.example',
      { model: 'a b+c', identity: 'a@b.example', issuer: 'https://i.example' },
    ],
    ['#expect=a%3Db', { identity: 'a=b' }],
    ['#expect=a=b', { identity: 'a=b' }],
    [
      '#bundle=https://hub.example/m/model.sig?x=1%26y',
      { bundle: { kind: 'address', url: 'https://hub.example/m/model.sig?x=1&y' } },
    ],
    ['#bundle=http://localhost:8080/a', { bundle: { kind: 'address', url: 'http://localhost:8080/a' } }],
    ['#bundle=http://[::1]/a', { bundle: { kind: 'address', url: 'http://[::1]/a' } }],
    [
      '#bundle=https://b%C3%BCcher.example/a',
      { bundle: { kind: 'address', url: 'https://xn--bcher-kva.example/a' } },
    ],
    [
      '#bundle=data:application/json;base64,e30=',
      { bundle: { kind: 'held', base64: 'e30=', isPacked: false } },
    ],
    ['#bundle=gz:a-_b', { bundle: { kind: 'held', base64: 'a+/b', isPacked: true } }],
  ])('%s', (fragment, said) => {
    expect(parseDeepLink(fragment)).toEqual({ ...NOTHING, ...said });
  });
});

describe('what is told and not taken', () => {
  const BUNDLE = [{ code: 'bundle-address' }];
  it.each([
    ['#model=%', [{ code: 'unreadable', name: 'model' }]],
    ['#model=%ff', [{ code: 'unreadable', name: 'model' }]],
    ['#model=', [{ code: 'empty', name: 'model' }]],
    ['#model=a&model=a', [{ code: 'twice', name: 'model' }]],
    ['#expect=a%0Ab', [{ code: 'control', name: 'expect' }]],
    ['#issuer=%00', [{ code: 'control', name: 'issuer' }]],
    [`#model=${'a'.repeat(257)}`, [{ code: 'value-too-long', name: 'model' }]],
    [`#model=${'a'.repeat(3_000_001)}`, [{ code: 'too-long' }]],
    [`#model=a${'&'.repeat(64)}`, [{ code: 'too-long' }]],
    [
      '#model=%&utm_source=x&utm_source=y&%3Cb%3E=1&%=2&c',
      [
        { code: 'unreadable', name: 'model' },
        { code: 'unknown', name: 'utm_source' },
        { code: 'unknown', name: '<b>' },
        { code: 'unknown', name: '%' },
      ],
    ],
    ['#bundle=http://hub.example/a', BUNDLE],
    ['#bundle=http://localhost.evil.example/a', BUNDLE],
    ['#bundle=https://hub.example@evil.example/', BUNDLE],
    ['#bundle=javascript:alert(1)', BUNDLE],
    ['#bundle=data:text/html,x', BUNDLE],
    ['#bundle=blob:https://check.example/1', BUNDLE],
    ['#bundle=//hub.example/a', BUNDLE],
    ['#bundle=model.sig', BUNDLE],
    [`#bundle=https://hub.example/${'a'.repeat(2048)}`, BUNDLE],
  ])('%.60s', (fragment, faults) => {
    expect(parseDeepLink(fragment)).toEqual({ ...NOTHING, faults });
  });
});

/** What no control character is in. */
const said = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((text) => !/\p{Cc}/u.test(text));

it('a link that is made says when it is read what was put into it', () => {
  const parts = fc.record({
    model: fc.option(said),
    expected: fc.option(fc.record({ identity: said, issuer: said })),
    bundle: fc.option(fc.webUrl({ validSchemes: ['https'], withFragments: true, withQueryParameters: true })),
  });
  fc.assert(
    fc.property(parts, ({ model, expected, bundle }) => {
      const link = parsed(deepLink({ page: `${PAGE}#trust`, model, expected, bundle }));
      if (model === null && expected === null && bundle === null) {
        expect(link).toBeNull();
        return;
      }
      expect(link).toEqual({
        model,
        identity: expected?.identity ?? null,
        issuer: expected?.issuer ?? null,
        bundle: bundle === null ? null : { kind: 'address', url: new URL(bundle).href },
        faults: [],
      });
    }),
  );
});

it('half a character in a name does not keep a link from being made', () => {
  expect(parsed(deepLink({ page: PAGE, model: 'a\ud800b' }))?.model).toBe('a\ufffdb');
});

it('any fragment is read to the end, within its bounds', () => {
  const hostile = fc.array(
    fc.oneof(
      fc.constantFrom('bundle=', 'model=', 'expect=', 'issuer=', '&', '#', '%', '%0a', '%E2%80%AE', 'gz:'),
      fc.string(),
    ),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(hostile, (pieces) => {
      const link = parseDeepLink(`#${pieces.join('')}`);
      if (link === null) return;
      for (const value of [link.model, link.identity, link.issuer]) {
        expect(value ?? 'x').toMatch(/^\P{Cc}{1,2048}$/u);
      }
      if (link.bundle?.kind === 'address') expect(link.bundle.url).toMatch(/^https?:\/\//);
      expect(link.faults.length).toBeLessThanOrEqual(8);
    }),
  );
});

it('the bundle itself may take the place of where it lies', () => {
  const expected = { identity: 'a@b.example', issuer: 'https://i.example' };
  const link = deepLink({ page: PAGE, bundle: 'https://h.example/m.sig', model: 'm', expected });
  expect(withBundle(link, 'gz:AAAA')).toContain('#bundle=gz:AAAA&model=m&expect=');
  expect(parsed(withBundle(link, 'gz:AAAA'))).toMatchObject({
    model: 'm',
    identity: 'a@b.example',
    faults: [],
  });
  expect(withBundle(PAGE, 'gz:AAAA')).toBe(`${PAGE}#bundle=gz:AAAA`);
});

describe('a bundle that the link holds', () => {
  const bring = async (bundle: string) => {
    const link = parsed(deepLink({ page: PAGE, bundle }));
    return link?.bundle == null ? null : bringBundle(link.bundle, 'https://check.example');
  };

  it('is the same again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        const packed = await packBundle(text);
        const brought = await bring(packed ?? '');
        expect(brought?.ok === true ? await brought.blob.text() : brought).toBe(text);
      }),
      { numRuns: 30 },
    );
    const plain = await bring(`data:application/json;base64,${btoa('{"a":1}')}`);
    expect(plain?.ok === true ? await plain.blob.text() : plain).toBe('{"a":1}');
  });

  it('does not unfold into more than a bundle has', async () => {
    const bomb = await packBundle(' '.repeat(17 * 2 ** 20));
    expect(await bring(bomb ?? '')).toEqual({ ok: false, fault: 'unreadable' });
  });

  it.each(['gz:', 'gz:!', 'gz:AAAA', 'data:application/json;base64,%'])('%s is no bundle', async (bundle) => {
    expect(await bring(bundle)).toEqual({ ok: false, fault: 'unreadable' });
  });

  it('does not fit if it is too large', async () => {
    const noise = crypto.getRandomValues(new Uint8Array(65_536));
    expect(
      await packBundle(
        new Blob(
          Array.from({ length: 20 }, () => crypto.getRandomValues(new Uint8Array(65_536))).concat(noise),
        ),
      ),
    ).toBeNull();
  });
});

describe('a bundle at an address', () => {
  const HERE = 'https://check.example';
  const at = (url: string) => bringBundle({ kind: 'address', url }, HERE);
  const asked = vi.fn<typeof fetch>();
  beforeEach(() => {
    asked.mockReset();
    vi.stubGlobal('fetch', asked);
    return () => vi.unstubAllGlobals();
  });

  it('is not asked for at another origin', async () => {
    for (const url of ['https://hub.example/model.sig', 'https://check.example:8443/a', 'http://localhost/a'])
      expect(await at(url)).toEqual({ ok: false, fault: 'elsewhere' });
    expect(asked).not.toHaveBeenCalled();
  });

  it('of the page’s own is fetched as nobody, and to nowhere else', async () => {
    asked.mockResolvedValue(new Response('{}'));
    const brought = await at(`${HERE}/m/a%20b.sig?x`);
    expect(brought).toMatchObject({ ok: true, name: 'a b.sig' });
    expect(asked.mock.lastCall?.[1]).toMatchObject({ redirect: 'error', credentials: 'omit' });
  });

  it.each([
    [404, 'missing'],
    [410, 'missing'],
    [403, 'refused'],
    [500, 'refused'],
  ])('answered with %i is %s', async (status, fault) => {
    asked.mockResolvedValue(new Response(null, { status }));
    expect(await at(`${HERE}/a`)).toEqual({ ok: false, fault });
  });

  it('that nobody answers for, or that has no end, is told', async () => {
    asked.mockRejectedValue(new TypeError('failed to fetch'));
    expect(await at(`${HERE}/a`)).toEqual({ ok: false, fault: 'unreachable' });
    let isLeft = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(2 ** 20));
      },
      cancel: () => {
        isLeft = true;
      },
    });
    asked.mockResolvedValue(new Response(endless));
    expect(await at(`${HERE}/a`)).toEqual({ ok: false, fault: 'too-large' });
    expect(isLeft).toBe(true);
  });
});

it.each([
  ['org/model', 'model', true],
  ['model', 'model', true],
  ['https://hub.example/org/model/', 'model', true],
  ['model', 'Model', false],
  ['org/model', 'org', false],
  ['/', '', false],
])('a link about %j and a model called %j may be the same: %s', (linked, chosen, may) => {
  expect(mayBeSame(linked, chosen)).toBe(may);
});
