import { createHash } from 'node:crypto';
import { blake3 } from 'hash-wasm';

/** Path relative to the model, `/`-separated, to content. */
export type ForgedFiles = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

export type HashType = 'sha256' | 'blake2b' | 'blake3';

export interface Resource {
  name: string;
  digest: string;
  algorithm: string;
}

/** Left open to change: `mutate` may spoil any part, with `Reflect.set` and `Reflect.deleteProperty` where types object. */
export interface Statement {
  _type: string;
  subject: { name: string; digest: Record<string, string>; annotations?: Record<string, string> }[];
  predicateType: string;
  predicate: { serialization: Record<string, unknown>; resources: Resource[] };
}

export interface StatementOptions {
  /** `subject[0].name`. */
  readonly name?: string;
  readonly method?: 'files' | 'shards';
  readonly hashType?: HashType;
  /** Bytes; only with `shards`. */
  readonly shardSize?: number;
  readonly allowSymlinks?: boolean;
  /** Recorded in the manifest; these paths and what lies below them are not signed. */
  readonly ignorePaths?: readonly string[];
  /** For a model of one file: named by its own name (the specification) or `.` (the reference library). */
  readonly singleFile?: 'base-name' | 'dot';
  /** Changes the list before the root digest is taken over it. */
  readonly resources?: (resources: Resource[]) => Resource[];
  /** Changes the finished statement, root digest and all. */
  readonly mutate?: (statement: Statement) => void;
}

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://model_signing/signature/v1.0';
export const PREDICATE_TYPE_V01 = 'https://model_signing/Digests/v0.1';

/** What the reference library always records beside the signer's own ignored paths. */
export const USUAL_IGNORE_PATHS = ['.git', '.github', '.gitattributes', '.gitignore', 'model.sig'] as const;

export const text = (content: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(content);

/** Bytes that differ everywhere, the same on every run (xorshift32). */
export function noise(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed | 1;
  for (let i = 0; i < length; i += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = state;
  }
  return bytes;
}

/** A small model with a sub-folder, a dot file, a space, a name beyond ASCII, and names that sort in a telling order. */
export const smallModel = (): ForgedFiles => ({
  'README.md': text('# A small model\n'),
  'config.json': text('{"hidden_size": 8}\n'),
  '.note': text('dot files count\n'),
  'weights.txt': text('sorts after the folder of the same name\n'),
  'weights/part 1.bin': noise(1000, 1),
  'weights/part 10.bin': noise(2500, 2),
  'weights/é.bin': noise(64, 3),
});

/** An OMS 1.0 statement (OMS 1.0 §5, §6) about these files. */
export async function buildStatement(files: ForgedFiles, options: StatementOptions = {}): Promise<Statement> {
  const { method = 'files', hashType = 'sha256', shardSize = 1000, ignorePaths } = options;
  const ignored = (path: string) => (ignorePaths ?? []).some((p) => path === p || path.startsWith(`${p}/`));
  const resources: Resource[] = [];
  for (const [path, bytes] of Object.entries(files).sort(([a], [b]) => byParts(a, b))) {
    if (ignored(path)) continue;
    const name = options.singleFile === 'dot' ? '.' : path;
    // A zero-byte file has no shard, hence no entry: the format's own gap.
    const step = method === 'shards' ? shardSize : Infinity;
    for (let start = 0; start < bytes.length || (start === 0 && method === 'files'); start += step) {
      const end = Math.min(start + step, bytes.length);
      resources.push({
        name: method === 'shards' ? `${name}:${start}:${end}` : name,
        digest: await digest(hashType, bytes.subarray(start, end)),
        algorithm: hashType,
      });
    }
  }
  const listed = options.resources?.(resources) ?? resources;
  const statement: Statement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: options.name ?? 'small-model', digest: { sha256: rootDigest(listed) } }],
    predicateType: PREDICATE_TYPE,
    predicate: {
      serialization: {
        method,
        hash_type: hashType,
        allow_symlinks: options.allowSymlinks ?? false,
        ...(method === 'shards' ? { shard_size: shardSize } : {}),
        ...(ignorePaths ? { ignore_paths: [...ignorePaths] } : {}),
      },
      resources: listed,
    },
  };
  options.mutate?.(statement);
  return statement;
}

/** The statement of library v0.2.0: the files stand in `subject`, and there is no root digest. */
export function buildStatementV01(files: ForgedFiles, mutate?: (statement: object) => void): object {
  const statement = {
    _type: STATEMENT_TYPE,
    subject: Object.entries(files)
      .sort(([a], [b]) => byParts(a, b))
      .map(([name, bytes]) => ({
        name,
        digest: { sha256: hexOf('sha256', bytes) },
        annotations: { actual_hash_algorithm: 'file-sha256' },
      })),
    predicateType: PREDICATE_TYPE_V01,
    predicate: { unused: 'Unused, just passed due to API requirements' },
  };
  mutate?.(statement);
  return statement;
}

/** OMS 1.0 §5.2: SHA-256 over the raw digests in the order of the list. */
export const rootDigest = (resources: readonly Resource[]) =>
  hexOf('sha256', Buffer.concat(resources.map((r) => Buffer.from(r.digest, 'hex'))));

const hexOf = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex');

export async function digest(hashType: HashType, bytes: Uint8Array): Promise<string> {
  if (hashType === 'blake3') return blake3(bytes);
  return hexOf(hashType === 'blake2b' ? 'blake2b512' : 'sha256', bytes);
}

/** The reference's order: part by part, by code point (which is the order of UTF-8), a shorter path first. */
function byParts(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (const [i, part] of left.entries()) {
    const other = right[i];
    if (other === undefined) return 1;
    const order = Buffer.compare(Buffer.from(part), Buffer.from(other));
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
