import { BOUNDS } from '../bounds.js';
import { concatBytes, toHex } from '../bytes.js';
import { refusal, success, type Result } from '../result.js';
import { collectFiles, isModelHash, parseDigest, type Manifest } from './manifest.js';
import { collectShards } from './shards.js';
import type { Untrusted } from '../untrusted.js';

/** The OMS predicate v1.0 and its statement's only subject, the root digest (OMS 1.0 §5.2, §6). */
export function parsePredicate(
  statement: Untrusted,
  sha256: (data: Uint8Array) => Uint8Array,
): Result<Manifest> {
  const predicate = statement.get('predicate');
  const serialization = predicate.get('serialization');
  const subjects = statement.get('subject').array(2);
  const [subject] = subjects;
  if (subject === undefined || subjects.length !== 1)
    return statement.get('subject').fail('must have one entry');

  const method = serialization.get('method').string();
  const hashType = serialization.get('hash_type').string();
  if (!isModelHash(hashType)) return refusal({ code: 'hash-unsupported', algorithm: hashType.slice(0, 100) });
  // The reference ignores sharding for BLAKE3, so no such manifest has a defined meaning.
  if ((method !== 'files' && method !== 'shards') || (method === 'shards' && hashType === 'blake3')) {
    return refusal({ code: 'serialization-unsupported', method: method.slice(0, 100), hashType });
  }
  const shardSize = method === 'shards' ? serialization.get('shard_size').size() : null;
  if (method === 'files' && serialization.optional('shard_size') !== null) {
    serialization.get('shard_size').fail('does not belong to the method "files"');
  }

  const list = predicate.get('resources');
  if (Array.isArray(list.value) && list.value.length > BOUNDS.resources) {
    return refusal({ code: 'manifest-too-large', count: list.value.length, limit: BOUNDS.resources });
  }
  const resources: { name: string; digest: string }[] = [];
  const digests: Uint8Array[] = [];
  for (const item of list.array(BOUNDS.resources)) {
    const name = item.get('name').string();
    const algorithm = item.get('algorithm').string();
    const digest = item.get('digest').string();
    if (algorithm !== hashType) {
      return refusal({
        code: 'algorithm-differs',
        name: name.slice(0, 500),
        algorithm: algorithm.slice(0, 100),
        hashType,
      });
    }
    const raw = parseDigest(digest, hashType, name);
    if (!raw.ok) return raw;
    digests.push(raw.value);
    resources.push({ name, digest });
  }
  if (resources.length === 0) return refusal({ code: 'manifest-empty' });
  const files = shardSize === null ? collectFiles(resources) : collectShards(resources, shardSize);
  if (!files.ok) return files;

  // OMS 1.0 §6: over the raw digests in manifest order. Other digests of the subject are ignored, as in-toto says.
  const stated = subject.get('digest').get('sha256').string();
  const computed = toHex(sha256(concatBytes(digests)));
  if (stated !== computed)
    return refusal({ code: 'root-digest-differs', stated: stated.slice(0, 200), computed });

  return success({
    predicateType: statement.get('predicateType').string(),
    subjectName: subject.optional('name')?.string().slice(0, 500) ?? null,
    rootDigest: computed,
    serialization: method,
    hashType,
    shardSize,
    allowSymlinks: serialization.get('allow_symlinks').boolean(),
    ignorePaths:
      serialization
        .optional('ignore_paths')
        ?.array(BOUNDS.ignorePaths)
        .map((path) => path.string()) ?? [],
    files: files.value,
    unknownKeys: [
      ...statement.unknownKeys(['_type', 'subject', 'predicateType', 'predicate']),
      ...predicate.unknownKeys(['resources', 'serialization']),
      ...serialization.unknownKeys(['method', 'hash_type', 'allow_symlinks', 'ignore_paths', 'shard_size']),
    ],
  });
}
