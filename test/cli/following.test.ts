import { afterEach, expect, it, vi } from 'vitest';
import { following } from '../../cli/remote/following.js';
import { openRemote } from '../../src/index.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A network where each address sends on to another, or answers. */
function network(to: Readonly<Record<string, string>>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: URL, { headers }: { headers: Headers }) => {
    asked.push(`${url.href} ${headers.get('Authorization') ?? ''}`.trim());
    const location = to[url.href];
    return Promise.resolve(
      location === undefined ? new Response('end') : new Response('', { status: 302, headers: { location } }),
    );
  });
  return asked;
}

it.each([
  'http://127.0.0.1:8000/shutdown',
  'https://localhost/shutdown',
  'http://169.254.169.254/latest',
  'file:///etc/passwd',
])('a host that sends on to %s gets nobody asked there', async (target) => {
  const asked = network({ 'https://a.example/m/touchstone-index.json': target });
  const answer = await openRemote('https://a.example/m/', { fetcher: following });
  expect(asked).toEqual(['https://a.example/m/touchstone-index.json']);
  expect(answer).toMatchObject({
    ok: false,
    reasons: [{ code: 'remote-unreachable', detail: 'it sent us on to where we do not go' }],
  });
});

it('what is said to a host is said to no other, and where it ends is told', async () => {
  const asked = network({ 'https://a.example/x': '/y', 'https://a.example/y': 'https://b.example/z' });
  const response = await following('https://a.example/x', { headers: { Authorization: 'Bearer t' } });
  expect(asked).toEqual([
    'https://a.example/x Bearer t',
    'https://a.example/y Bearer t',
    'https://b.example/z',
  ]);
  expect([response.url, response.redirected, await response.text()]).toEqual([
    'https://b.example/z',
    true,
    'end',
  ]);
});

it('goes round in no circle', async () => {
  const asked = network({ 'https://a.example/x': '/x' });
  await expect(following('https://a.example/x')).rejects.toThrow('on and on');
  expect(asked).toHaveLength(11);
});
