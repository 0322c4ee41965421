import { BOUNDS } from '../bounds.js';
import { refusal, success, type Result } from '../result.js';
import { collectFiles, parseDigest, type Manifest } from './manifest.js';
import type { Untrusted } from '../untrusted.js';

/**
 * The deprecated format of the reference library v0.2.0: the files are the statement's subjects, there is no root digest
 * and no word on how files were enumerated. Whole files with SHA-256 only; nothing else was released.
 */
export function parseDigestsV01(statement: Untrusted): Result<Manifest> {
  const list = statement.get('subject');
  if (Array.isArray(list.value) && list.value.length > BOUNDS.resources) {
    return refusal({ code: 'manifest-too-large', count: list.value.length, limit: BOUNDS.resources });
  }
  const resources: { name: string; digest: string }[] = [];
  for (const subject of list.array(BOUNDS.resources)) {
    const algorithm = subject.get('annotations').get('actual_hash_algorithm').string();
    if (algorithm !== 'file-sha256')
      return refusal({ code: 'hash-unsupported', algorithm: algorithm.slice(0, 100) });
    const name = subject.get('name').string();
    const digest = subject.get('digest').get('sha256').string();
    const raw = parseDigest(digest, 'sha256', name);
    if (!raw.ok) return raw;
    resources.push({ name, digest });
  }
  if (resources.length === 0) return refusal({ code: 'manifest-empty' });
  const files = collectFiles(resources);
  if (!files.ok) return files;
  return success({
    predicateType: statement.get('predicateType').string(),
    subjectName: null,
    rootDigest: null,
    serialization: 'files',
    hashType: 'sha256',
    shardSize: null,
    allowSymlinks: false,
    ignorePaths: [],
    files: files.value,
    unknownKeys: statement.unknownKeys(['_type', 'subject', 'predicateType', 'predicate']),
  });
}
