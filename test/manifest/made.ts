import type { Manifest, SignedFile } from '../../src/bundle/manifest.js';
import type { ListedModel } from '../../src/model/list.js';

/** A manifest of those names; their digests do not matter. */
export function manifestOf(names: readonly string[], more: Partial<Manifest> = {}): Manifest {
  const whole: SignedFile = { kind: 'whole', digest: '00'.repeat(32) };
  return {
    predicateType: 'https://model_signing/signature/v1.0',
    subjectName: null,
    rootDigest: null,
    serialization: 'files',
    hashType: 'sha256',
    shardSize: null,
    allowSymlinks: false,
    ignorePaths: [],
    files: new Map(names.map((name) => [name, whole])),
    unknownKeys: [],
    ...more,
  };
}

/** A listed folder of those paths, without their bytes. */
export function modelOf(paths: readonly string[], more: Partial<ListedModel> = {}): ListedModel {
  const blob = new Blob();
  return {
    name: null,
    kind: 'directory',
    source: 'entries',
    cannotSee: [],
    files: paths.map((path) => ({ path, kind: 'file', blob })),
    totalBytes: 0,
    reasons: [],
    again: null,
    remote: null,
    ...more,
  };
}
