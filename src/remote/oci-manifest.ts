import type { HashAlgorithm } from '../report.js';
import type { Untrusted } from '../untrusted.js';
import { pathOf, sizeOf } from './files.js';

/** Registries refuse manifests above 4 MiB. */
export const MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_LAYERS = 100_000;
const MAX_MANIFESTS = 10_000;

export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

export interface Descriptor {
  readonly mediaType: string;
  /** `sha256:…` or `sha512:…`. */
  readonly digest: string;
  readonly size: number;
  readonly artifactType: string | null;
  /** The file's path, where an annotation says one. */
  readonly path: string | null;
  readonly isPacked: boolean;
}

export type Manifest =
  | { readonly kind: 'manifest'; readonly config: Descriptor | null; readonly layers: readonly Descriptor[] }
  | { readonly kind: 'index'; readonly manifests: readonly Descriptor[] };

/** Throws Malformed. */
export function parseManifest(json: Untrusted): Manifest {
  const version = json.get('schemaVersion');
  if (version.value !== 2) version.fail('is not 2');
  const layers = json.optional('layers');
  const manifests = json.optional('manifests');
  // Which of the two it is may be said in two ways; who reads one and who the other would see different artifacts.
  if (layers !== null && manifests !== null) json.fail('is a manifest and an index');
  const mediaType = json.optional('mediaType')?.stringOf(200) ?? null;
  const fits = mediaType === null || mediaType === (layers === null ? INDEX_TYPE : MANIFEST_TYPE);
  if (!fits) json.get('mediaType').fail('is not that of an OCI manifest or index');
  if (layers === null)
    return { kind: 'index', manifests: json.get('manifests').array(MAX_MANIFESTS).map(descriptor) };
  const config = json.optional('config');
  return {
    kind: 'manifest',
    config: config === null ? null : descriptor(config),
    layers: layers.array(MAX_LAYERS).map(descriptor),
  };
}

/** By whom: ModelPack, CNAI before it, ORAS. */
const PATHS = ['org.cncf.model.filepath', 'org.cnai.model.filepath', 'org.opencontainers.image.title'];
const PLAIN_LAYER = 'application/vnd.oci.image.layer.v1.tar';

function descriptor(item: Untrusted): Descriptor {
  const mediaType = item.get('mediaType').stringOf(200);
  const digest = item.get('digest');
  const text = digest.stringOf(135);
  if (!/^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text))
    digest.fail('is not a SHA-256 or SHA-512 digest');
  const annotations = item.optional('annotations');
  const named =
    PATHS.map((key) => annotations?.optional(key) ?? null).find((value) => value !== null) ?? null;
  const isPacked = isArchive(mediaType, annotations);
  return {
    mediaType,
    digest: text,
    size: sizeOf(item.get('size')),
    artifactType: item.optional('artifactType')?.stringOf(200) ?? null,
    // An archive's path is where it is unpacked, which may be `.`: of no use as a name.
    path: named === null || isPacked ? null : pathOf(named),
    isPacked,
  };
}

function isArchive(mediaType: string, annotations: Untrusted | null): boolean {
  if (!/[.+]tar(?:[.+](?:gzip|zstd))?$/.test(mediaType)) return false;
  // ORAS pushes any file under an image layer's type, and says which are folders that it packed.
  const isOras =
    mediaType === PLAIN_LAYER && (annotations?.optional('org.opencontainers.image.title') ?? null) !== null;
  return !isOras || annotations?.optional('io.deis.oras.content.unpack')?.value === 'true';
}

export function reportedBy({ digest }: Descriptor): {
  readonly algorithm: HashAlgorithm;
  readonly digest: string;
} {
  const [algorithm, hex = ''] = digest.split(':');
  return { algorithm: algorithm === 'sha512' ? 'sha512' : 'sha256', digest: hex };
}
