/** Whatever a host lists: no error leaves the library, and no address leads out of the model. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openRemote } from '../../src/remote/open.js';

const COMMIT = 'ab'.repeat(20);
const name = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '..',
        '.',
        '',
        '%2e%2e',
        '%2F',
        '\\',
        'a',
        '?',
        '#',
        '//',
        'x:',
        '@',
        '\0',
        'é',
        '\ud800',
      ),
    )
    .map((parts) => parts.join('/')),
);
const size = fc.oneof(fc.nat(), fc.double(), fc.constant(2 ** 53), fc.string());
const digest = fc.oneof(fc.constant('ab'.repeat(32)), fc.string());

/** Answers each question by its path's ending. */
function host(answers: readonly (readonly [string, unknown])[]): typeof fetch {
  return (input) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const found = answers.find(([part]) => pathname.includes(part));
    return Promise.resolve(
      found === undefined ? new Response(null, { status: 404 }) : Response.json(found[1]),
    );
  };
}

/** Whether each address lies below that one, as a browser reads it. */
async function staysBelow(address: string, base: string, fetcher: typeof fetch): Promise<boolean> {
  const answer = await openRemote(address, { fetcher });
  if (!answer.ok) return answer.reasons.length > 0;
  return answer.value.files.every(({ source: { url } }) => {
    const { href, search, hash } = new URL(url);
    return href.startsWith(base) && search === '' && hash === '';
  });
}

test('Hugging Face', async () => {
  const entry = fc.record({
    type: fc.constantFrom('file', 'file', 'file', 'directory', 'unknown'),
    path: name,
    size,
    lfs: fc.option(fc.record({ oid: digest, size })),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.array(entry, { maxLength: 3 }), fc.jsonValue()), async (tree) => {
      const fetcher = host([
        ['/revision/', { sha: COMMIT }],
        ['/tree/', tree],
      ]);
      const base = `https://huggingface.co/acme/weather/resolve/${COMMIT}/`;
      expect(await staysBelow('hf://acme/weather', base, fetcher)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a directory', async () => {
  const file = fc.record({ path: name, size }, { requiredKeys: ['path', 'size'] });
  const index = fc
    .array(file, { maxLength: 3 })
    .map((files) => ({ format: 'touchstone-index', version: 1, files }));
  await fc.assert(
    fc.asyncProperty(fc.oneof(index, fc.jsonValue()), async (json) => {
      const base = 'https://models.example/weather/';
      expect(await staysBelow(base, base, host([['index.json', json]]))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a registry', async () => {
  const layer = fc.record({
    mediaType: fc.string(),
    digest: fc.oneof(
      digest.map((hex) => `sha256:${hex}`),
      name,
    ),
    size,
    annotations: fc.option(fc.dictionary(fc.constantFrom('org.cncf.model.filepath', 'x'), name)),
  });
  const manifest = fc.array(layer, { maxLength: 3 }).map((layers) => ({ schemaVersion: 2, layers }));
  await fc.assert(
    fc.asyncProperty(fc.oneof(manifest, fc.jsonValue()), async (json) => {
      const base = 'https://registry.example/v2/acme/weather/blobs/sha256:';
      const fetcher = host([['/manifests/latest', json]]);
      expect(await staysBelow('oci://registry.example/acme/weather', base, fetcher)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('any address at all', async () => {
  const address = fc.oneof(
    fc.string(),
    fc
      .tuple(fc.constantFrom('hf://', 'oci://', 'https://', 'http://127.0.0.1/'), name)
      .map((parts) => parts.join('')),
  );
  await fc.assert(
    fc.asyncProperty(address, async (text) => {
      const answer = await openRemote(text, { fetcher: host([]) });
      expect(answer.ok).toBe(false);
    }),
    { numRuns: 1000 },
  );
});
