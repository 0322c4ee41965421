import { expect, it } from 'vitest';
import { answerFrom } from '../../src/remote-answer.js';
it('a realm whose token never ends is not heard out', async () => {
  let sent = 0;
  const chunk = new Uint8Array(1024 * 1024).fill(0x20);
  const fetcher = ((url: string) => {
    if (url.includes('token'))
      return Promise.resolve(
        new Response(
          new ReadableStream({
            pull(c) {
              sent += chunk.length;
              if (sent > 300e6) {
                c.close();
                return;
              }
              c.enqueue(chunk);
            },
          }),
        ),
      );
    return Promise.resolve(new Response('', { status: 401 }));
  }) as typeof fetch;
  const source = {
    url: 'https://r.example/a',
    headers: {},
    host: 'r.example',
    size: 5,
    token: { url: 'https://r.example/token', headers: {} },
  };
  await answerFrom({
    source,
    part: { start: 0, end: 5 },
    at: 0,
    headers: {},
    directly: null,
    mayRenew: true,
    fetcher,
    signal: new AbortController().signal,
  });
  expect(sent).toBeLessThan(3e6);
});
