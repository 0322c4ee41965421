import { expect, it } from 'vitest';
import type { OpenedModel } from '../../src/index.js';
import { NONE_JUDGED, withJudged } from '../../web/lib/judged.js';

function whole(modified: number): { readonly whole: OpenedModel } {
  const files = [{ path: 'a.bin', kind: 'file', blob: new Blob(['a']), modified }];
  return { whole: { files, totalBytes: 1 } as unknown as OpenedModel };
}

const judged = (code: 'verified' | 'signer-mismatch') => ({
  verdict: { code, colour: 'green', headline: '', reasons: [] } as never,
  checkedAt: '2026-03-05T14:03:00Z',
});

it('keeps how each signature was judged, the last time', () => {
  let all = withJudged(NONE_JUDGED, 'a.sig', whole(1), judged('signer-mismatch'));
  all = withJudged(all, 'a.sig', whole(1), judged('verified'));
  all = withJudged(all, 'b.sig', whole(1), judged('signer-mismatch'));
  all = withJudged(all, null, whole(1), judged('signer-mismatch'));
  expect([...all.byPath].map(([path, { verdict }]) => [path, verdict])).toEqual([
    ['a.sig', 'verified'],
    ['b.sig', 'signer-mismatch'],
  ]);
});

it('forgets them as soon as a file has changed', () => {
  const before = withJudged(NONE_JUDGED, 'a.sig', whole(1), judged('verified'));
  const after = withJudged(before, 'b.sig', whole(2), judged('verified'));
  expect([...after.byPath.keys()]).toEqual(['b.sig']);
});
