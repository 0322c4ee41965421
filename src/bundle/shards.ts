import { nameProblem } from '../path.js';
import type { ShardProblem } from '../reason.js';
import { refusal, type Result } from '../result.js';
import { consistent, SINGLE_FILE_NAME, type Shard, type SignedFile } from './manifest.js';

/** `<path>:<start>:<end>`: the last two decimal parts, since paths may contain colons (OMS 1.0 §6). */
const SHARD_NAME = /^(.+):(0|[1-9]\d{0,15}):(0|[1-9]\d{0,15})$/s;

/**
 * Groups shards by file. Each file's ranges must start at 0, follow one another without gap or overlap, and be
 * `shardSize` long but for the last: else some bytes would be signed twice, or not at all.
 */
export function collectShards(
  resources: readonly { readonly name: string; readonly digest: string }[],
  shardSize: number,
): Result<ReadonlyMap<string, SignedFile>> {
  const byFile = new Map<string, Shard[]>();
  for (const { name, digest } of resources) {
    const [, path, start, end] = SHARD_NAME.exec(name) ?? [];
    if (path === undefined)
      return refusal({ code: 'shards-inconsistent', name: name.slice(0, 500), problem: 'no-range' });
    const problem = path === SINGLE_FILE_NAME ? null : nameProblem(path);
    if (problem !== null) return refusal({ code: 'name-unsafe', name: path.slice(0, 500), problem });
    const shards = byFile.get(path) ?? [];
    shards.push({ start: Number(start), end: Number(end), digest });
    byFile.set(path, shards);
  }
  if (byFile.has(SINGLE_FILE_NAME) && byFile.size > 1) {
    return refusal({ code: 'name-unsafe', name: SINGLE_FILE_NAME, problem: 'dot-part' });
  }
  const files = new Map<string, SignedFile>();
  for (const [path, shards] of byFile) {
    shards.sort((a, b) => a.start - b.start);
    const fault = faultOf(shards, shardSize);
    if (fault !== null) return refusal({ code: 'shards-inconsistent', name: path, problem: fault });
    files.set(path, { kind: 'shards', size: shards.at(-1)?.end ?? 0, shards });
  }
  return consistent(files);
}

function faultOf(shards: readonly Shard[], shardSize: number): ShardProblem | null {
  let expected = 0;
  for (const [i, { start, end }] of shards.entries()) {
    if (!Number.isSafeInteger(end) || !Number.isSafeInteger(start)) return 'beyond-any-file';
    if (end < start) return 'backward-range';
    // An empty file has no shard in the reference either: nothing can be signed by a range without bytes.
    if (end === start) return 'empty-range';
    if (start < expected) return 'overlap';
    if (start > expected) return 'gap';
    if (end - start > shardSize) return 'too-long';
    if (end - start < shardSize && i < shards.length - 1) return 'short-before-last';
    expected = end;
  }
  return null;
}
