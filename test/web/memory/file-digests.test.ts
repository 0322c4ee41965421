import { describe, expect, it } from 'vitest';
import type { FileResult, Report } from '../../../src/index.js';
import { changesSince, MAX_CHANGED_PATHS, packDigests } from '../../../web/memory/file-digests.js';
import { buildStatement, entriesOf, signWithKey, smallModel } from '../../forge/index.js';
import { hostile } from '../../unseen.js';
import { verifyForged } from '../../verify-with.js';

const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));
const report = await verifyForged(
  bundle,
  { method: 'key', publicKey: publicKeyPem },
  { model: entriesOf(smallModel()) },
);
const never = new AbortController().signal;

function file(path: string, more: Partial<FileResult> = {}): FileResult {
  return { path, state: 'match', algorithm: 'sha256', expected: null, actual: 'aa', size: 1, ...more };
}

function withFiles(files: readonly FileResult[], rootDigest = 'r1'): Report {
  const { manifest } = report;
  return { ...report, files, manifest: manifest === null ? null : { ...manifest, rootDigest } };
}

async function changes(before: readonly FileResult[], after: readonly FileResult[], roots = ['r1', 'r1']) {
  const packed = await packDigests(withFiles(before, roots[0]));
  return changesSince(packed, withFiles(after, roots[1]), never);
}

const NONE = { count: 0, paths: [] };
const only = (...paths: readonly string[]) => ({ count: paths.length, paths });

describe('what changed since the last check', () => {
  it('is nothing of the same files', async () => {
    const same = { appeared: NONE, gone: NONE, changed: NONE, unknown: 0 };
    expect(await changes(report.files, report.files)).toEqual(same);
    expect(await changes([], [])).toEqual(same);
  });

  it('is told by name, whatever the names are', async () => {
    const [odd, half] = [hostile('x'), '\ud800 half'];
    const before = [file('a'), file(odd), file('c'), file(half)];
    const after = [file('a'), file(odd, { actual: 'bb' }), file('d'), file(half)];
    expect(await changes(before, after)).toEqual({
      appeared: only('d'),
      gone: only('c'),
      changed: only(odd),
      unknown: 0,
    });
  });

  it('counts a file that was missing as one that was not there', async () => {
    const missing = file('m', { state: 'missing', actual: null, size: null });
    expect(await changes([missing], [file('m')])).toMatchObject({ appeared: only('m') });
    expect(await changes([file('m')], [missing])).toMatchObject({ gone: only('m') });
  });

  it('goes by the size where no digest is known, and then vouches for nothing', async () => {
    const unsigned = (size: number) => file('u', { state: 'unsigned', actual: null, algorithm: null, size });
    expect(await changes([unsigned(1)], [unsigned(2)])).toMatchObject({ changed: only('u'), unknown: 0 });
    expect(await changes([unsigned(1)], [unsigned(1)])).toMatchObject({ changed: NONE, unknown: 1 });
    expect(await changes([unsigned(1)], [file('u')])).toMatchObject({ changed: NONE, unknown: 1 });
  });

  it('knows a sharded file by what was signed of it', async () => {
    const shards = { count: 2, differing: [] };
    const sharded = file('s', { actual: null, shards });
    expect(await changes([sharded], [sharded])).toMatchObject({ changed: NONE, unknown: 0 });
    expect(await changes([sharded], [sharded], ['r1', 'r2'])).toMatchObject({ changed: NONE, unknown: 1 });
  });

  it('is nothing that a damaged list says', async () => {
    for (const content of ['no gzip', '']) {
      expect(await changesSince(new Blob([content]), report, never)).toBeNull();
    }
    const zip = (text: string) =>
      new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).blob();
    for (const text of ['sha256:aa a\n', 'x\n', 'sha256:aa 7\n', 'sha256:aa "a"'])
      expect(await changesSince(await zip(text), report, never), text).toBeNull();
  });

  it('stops when it is no longer wanted', async () => {
    const stopped = AbortSignal.abort();
    const many = withFiles(Array.from({ length: 50_000 }, (_, at) => file(String(at))));
    expect(await changesSince(await packDigests(many), many, stopped)).toBeNull();
  });

  it('takes 100,000 files, lists the first thousand, and gives way meanwhile', async () => {
    const many = (digest: string) =>
      Array.from({ length: 100_000 }, (_, at) =>
        file(`folder/file-${String(at)}.bin`, { actual: digest.repeat(32) }),
      );
    const [before, after] = [many('aa'), many('bb')];
    let turns = 0;
    const timer = setInterval(() => (turns += 1));
    const found = await changes(before, after);
    clearInterval(timer);
    expect(found?.changed.count).toBe(100_000);
    expect(found?.changed.paths).toHaveLength(MAX_CHANGED_PATHS);
    expect(turns).toBeGreaterThan(5);
  });
});
