import type { Choice } from './choice.js';
import { UnusableChoice, type SampleFault } from './problem.js';

/** The sample beside the page: a model, and whom to expect. Both are made up for the demonstration. */
export interface Sample {
  readonly choice: Choice;
  readonly identity: string;
  readonly issuer: string;
  readonly trustedRoot: string;
}

/** As it was signed; with a file that was changed afterwards; with somebody else's signature. */
export type SampleKind = 'good' | 'changed' | 'another-signer';

/** `sample/index.json`; the files lie beside it in a folder of the model's name. */
interface Index {
  readonly name: string;
  readonly files: readonly string[];
  readonly identity: string;
  readonly issuer: string;
  /** The path of a trusted_root.json, or its contents. */
  readonly trustedRoot: string | object;
  /** By a file of the model, the path of the one that takes its place. */
  readonly changed: ReadonlyMap<string, string>;
  readonly anotherSigner: ReadonlyMap<string, string>;
}

export async function loadSample(signal: AbortSignal, kind: SampleKind): Promise<Sample> {
  const base = new URL('./sample/', document.baseURI);
  const index = parseIndex(await (await load(new URL('index.json', base), signal)).json());
  const instead = insteadOf(index, kind);
  const entries = await Promise.all(
    index.files.map(async (path) => ({
      path,
      blob: await (await load(urlOf(instead.get(path) ?? `${index.name}/${path}`, base), signal)).blob(),
    })),
  );
  const trustedRoot =
    typeof index.trustedRoot === 'string'
      ? await (await load(urlOf(index.trustedRoot, base), signal)).text()
      : JSON.stringify(index.trustedRoot);
  return {
    choice: {
      first: index.name,
      others: 0,
      model: entries,
      listing: { source: 'entries', name: index.name, cannotSee: [] },
      handle: null,
      isLive: false,
      folder: null,
      signature: null,
      isSample: true,
    },
    identity: index.identity,
    issuer: index.issuer,
    trustedRoot,
  };
}

function insteadOf(index: Index, kind: SampleKind): ReadonlyMap<string, string> {
  switch (kind) {
    case 'good':
      return new Map();
    case 'changed':
      return index.changed;
    case 'another-signer':
      return index.anotherSigner;
  }
}

function urlOf(path: string, base: URL): URL {
  return new URL(path.split('/').map(encodeURIComponent).join('/'), base);
}

async function load(url: URL, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw missing({ what: 'fetch', detail: String(error) });
  });
  if (!response.ok) throw missing({ what: 'status', status: response.status, path: url.pathname });
  return response;
}

function missing(why: SampleFault): UnusableChoice {
  return new UnusableChoice({ code: 'sample-missing', why });
}

function parseIndex(value: unknown): Index {
  if (typeof value === 'object' && value !== null) {
    const fields = value as Partial<Record<keyof Index, unknown>>;
    const { name, files, identity, issuer, trustedRoot } = fields;
    const changed = parseInstead(fields.changed, files);
    const anotherSigner = parseInstead(fields.anotherSigner, files);
    if (
      typeof name === 'string' &&
      typeof identity === 'string' &&
      typeof issuer === 'string' &&
      (typeof trustedRoot === 'string' || (typeof trustedRoot === 'object' && trustedRoot !== null)) &&
      isStrings(files) &&
      changed !== null &&
      anotherSigner !== null
    ) {
      return { name, files, identity, issuer, trustedRoot, changed, anotherSigner };
    }
  }
  throw missing({ what: 'shape' });
}

/** Null for what replaces none of the model's files: a bad sample would then be the good one. */
function parseInstead(value: unknown, files: unknown): ReadonlyMap<string, string> | null {
  if (typeof value !== 'object' || value === null || !isStrings(files)) return null;
  const instead = new Map<string, string>();
  for (const [path, other] of Object.entries(value)) {
    if (typeof other !== 'string' || !files.includes(path)) return null;
    instead.set(path, other);
  }
  return instead.size > 0 ? instead : null;
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
