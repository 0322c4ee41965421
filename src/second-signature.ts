import { mayBeBundle } from './bundle/bundle.js';
import { runCheck, runFind } from './check/client.js';
import type { ListedFile } from './model/entry.js';

/** More unsigned files than this are no model with a spare signature. */
const MAX_CANDIDATES = 100;
/** More of them than anybody keeps beside one model; each is parsed whole. */
const MAX_SIGNATURES = 5;

/**
 * Which unsigned files are further bundles about the same root digest, say by another signer. That is what they claim;
 * nothing of it is checked, and they stay unsigned until the person leaves them out.
 */
export async function otherSignatures(
  unsigned: readonly ListedFile[],
  rootDigest: string | null,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const candidates = unsigned.filter(({ kind, failure, blob }) => {
    return kind === 'file' && failure === undefined && mayBeBundle(blob.size);
  });
  if (rootDigest === null || candidates.length === 0 || candidates.length > MAX_CANDIDATES) return new Set();
  const found = new Set(
    await runFind(
      candidates.map(({ path, blob }) => ({ path, blob })),
      signal,
    ),
  );
  const same = new Set<string>();
  for (const { path, blob } of candidates.filter((file) => found.has(file.path)).slice(0, MAX_SIGNATURES)) {
    const request = { bundle: blob, trust: { method: 'inspect' }, now: Date.now(), refreshed: [] } as const;
    const { statement } = await runCheck(request, signal);
    if (statement?.kind === 'model' && statement.manifest.rootDigest === rootDigest) same.add(path);
  }
  return same;
}
