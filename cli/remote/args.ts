import { type OptionName, UsageError, type Values } from '../options.js';

/** What somebody wants of a model on a network. */
export interface RemoteChoices {
  /** `reported`: nothing is fetched but the signature. */
  readonly depth: 'streamed' | 'reported';
  /** The folder that it is downloaded to; null: nothing is kept. */
  readonly download: string | null;
  /** In the place of Hugging Face; null: $HF_ENDPOINT, or Hugging Face. */
  readonly hub: string | null;
  /** The hub that the person named on the command line: it alone is told their token. A list is perhaps somebody else's. */
  readonly ownHub: string | null;
  /** Whether so much may be fetched: to be asked, all of it, or up to so many bytes. */
  readonly consent: 'ask' | 'all' | number;
}

export const REMOTE_OPTIONS = [
  'depth',
  'download',
  'hub',
  'yes',
  'max-bytes',
] as const satisfies OptionName[];

/** A path that begins so can be written `./hf:/…`. */
export function isRemote(model: string): boolean {
  return /^(?:hf|oci|https?):\/\//iu.test(model);
}

/** Throws {@link UsageError}. */
export function remoteChoices(values: Values): RemoteChoices {
  const depth = depthFrom(values.depth?.[0]);
  const download = values.download?.[0] ?? null;
  if (download === '') throw new UsageError('--download names no folder.', 'Name one.');
  if (download !== null && values.depth !== undefined)
    throw new UsageError('--depth is given together with --download.', 'A download is a depth of its own.');
  const hub = values.hub?.[0] ?? null;
  return { depth, download, hub, ownHub: hub, consent: consentFrom(values) };
}

function depthFrom(given = 'streamed'): RemoteChoices['depth'] {
  if (given === 'streamed' || given === 'reported') return given;
  throw new UsageError(`There is no depth "${given}".`, 'The depths are streamed and reported.');
}

function consentFrom({ yes, 'max-bytes': [limit] = [] }: Values): RemoteChoices['consent'] {
  if (limit === undefined) return yes === true ? 'all' : 'ask';
  if (yes === true) throw new UsageError('--yes is given together with --max-bytes.', 'Choose one.');
  return bytesFrom(limit);
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
};

/** `20GB`, `1.5 GiB`, `1000`. */
function bytesFrom(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?) ?((?:[kmgt]i?)?)b?$/iu.exec(text) ?? [];
  const factor = UNITS[unit.toLowerCase()];
  const bytes = Math.floor(Number(number) * (factor ?? 0));
  if (number !== '' && factor !== undefined && Number.isSafeInteger(bytes)) return bytes;
  throw new UsageError(`--max-bytes takes a size, not "${text}".`, 'Write it as 500MB, 20GB or 1.5TiB.');
}
