import type { Choice } from './choice.js';
import { UnusableChoice, type SampleFault } from './problem.js';

/** The sample beside the page: a model, and whom to expect. Both are made up for the demonstration. */
export interface Sample {
  readonly choice: Choice;
  readonly identity: string;
  readonly issuer: string;
  readonly trustedRoot: string;
}

/** `sample/index.json`; the files lie beside it in a folder of the model's name. */
interface Index {
  readonly name: string;
  readonly files: readonly string[];
  readonly identity: string;
  readonly issuer: string;
  /** The path of a trusted_root.json, or its contents. */
  readonly trustedRoot: string | object;
}

export async function loadSample(signal: AbortSignal): Promise<Sample> {
  const base = new URL('./sample/', document.baseURI);
  const index = parseIndex(await (await load(new URL('index.json', base), signal)).json());
  const entries = await Promise.all(
    index.files.map(async (path) => ({
      path,
      blob: await (await load(urlOf(`${index.name}/${path}`, base), signal)).blob(),
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
      isLive: false,
      signature: null,
      isSample: true,
    },
    identity: index.identity,
    issuer: index.issuer,
    trustedRoot,
  };
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
    const { name, files, identity, issuer, trustedRoot } = value as Partial<Record<keyof Index, unknown>>;
    if (
      typeof name === 'string' &&
      typeof identity === 'string' &&
      typeof issuer === 'string' &&
      (typeof trustedRoot === 'string' || (typeof trustedRoot === 'object' && trustedRoot !== null)) &&
      isStrings(files)
    ) {
      return { name, files, identity, issuer, trustedRoot };
    }
  }
  throw missing({ what: 'shape' });
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
