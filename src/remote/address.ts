import { isAllowed, isLoopback } from '../allowed-address.js';
import type { AddressProblem } from '../remote-reason.js';
import { RemoteFault } from './fault.js';

/** Longer ones name nothing, and would only fill a report. */
const MAX_ADDRESS = 2000;
const MAX_REVISION = 255;

/** What an address says, in the words of its protocol. */
export type Reference =
  | {
      readonly kind: 'hugging-face';
      /** Without a slash at its end. */
      readonly endpoint: URL;
      readonly repository: string;
      readonly revision: string;
    }
  | { readonly kind: 'directory'; /** Ends with a slash. */ readonly url: URL }
  | OciReference;

export interface OciReference {
  readonly kind: 'oci';
  /** As it was written, with its port. */
  readonly host: string;
  /** Who answers for that name. */
  readonly origin: string;
  readonly name: string;
  readonly tag: string | null;
  readonly digest: string | null;
}

const REPOSITORY = /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/;
const HOST = /^(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[[0-9a-f:]{2,39}\])(?::\d{1,5})?$/;
/** Distribution's grammar of names; no part can be read in two ways, so that it takes no longer than the text is. */
const NAME = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const OCI = /^([^/@]+)\/([^:@]+)(?::(\w[\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}))?$/;

/** Throws a {@link RemoteFault}. `endpoint`: the hub that `hf://` stands for. */
export function parseAddress(address: string, endpoint = 'https://huggingface.co'): Reference {
  const unusable = (problem: AddressProblem): never => {
    throw new RemoteFault({ code: 'remote-address-unusable', address: shown(address), problem });
  };
  if (address.length > MAX_ADDRESS) return unusable('too-long');
  const [, scheme = '', rest = ''] = /^([A-Za-z]{1,10}):\/\/(.*)$/s.exec(address) ?? [];
  // A name and a secret before the host; no repository of a hub has a colon.
  if (/^[^/?#]*:[^/?#]*@/.test(rest) || (scheme !== 'hf' && /^[^/?#]*@/.test(rest)))
    return unusable('credentials');
  switch (scheme) {
    case 'hf':
      return huggingFace(rest, hubAt(endpoint)) ?? unusable('malformed');
    case 'oci':
      return artifact(rest) ?? unusable('malformed');
    case 'http':
    case 'https':
      return (
        web(address, hubAt(endpoint)) ??
        unusable(URL.canParse(address) && !isAllowed(address) ? 'not-https' : 'malformed')
      );
    default:
      return unusable('scheme');
  }
}

function hubAt(endpoint: string): URL {
  const url = usable(endpoint);
  if (url === null)
    throw new RemoteFault({
      code: 'remote-address-unusable',
      address: shown(endpoint),
      problem: URL.canParse(endpoint) ? 'not-https' : 'malformed',
    });
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

function huggingFace(rest: string, endpoint: URL): Reference | null {
  const at = rest.indexOf('@');
  const repository = at < 0 ? rest : rest.slice(0, at);
  const revision = at < 0 ? 'main' : rest.slice(at + 1);
  if (!REPOSITORY.test(repository) || repository.includes('..') || !isRevision(revision)) return null;
  return { kind: 'hugging-face', endpoint, repository, revision };
}

/** As git-check-ref-format, but for `#` and `%`, which no address carries unharmed. */
function isRevision(text: string): boolean {
  return (
    text.length <= MAX_REVISION &&
    /^[^\s\p{C}~^:?*[\]\\#%]+$/u.test(text) &&
    !/\.\.|\/\/|^\/|\/$|@\{|^\.|\/\./.test(text)
  );
}

function artifact(rest: string): OciReference | null {
  const [, host = '', name = '', tag, digest] = OCI.exec(rest) ?? [];
  if (!HOST.test(host) || host.includes('..') || name.length > 255 || !NAME.test(name)) return null;
  const isHub = /^(?:index\.)?docker\.io$/i.test(host);
  const origin = usable(`https://${isHub ? 'registry-1.docker.io' : host}`)?.origin;
  if (origin === undefined) return null;
  return {
    kind: 'oci',
    host,
    // As other clients do: a registry on this machine has no certificate.
    origin: isLoopback(new URL(origin).hostname) ? origin.replace(/^https:/, 'http:') : origin,
    name: isHub && !name.includes('/') ? `library/${name}` : name,
    tag: tag ?? (digest === undefined ? 'latest' : null),
    digest: digest ?? null,
  };
}

/** A page of the hub, or a directory of any server. */
function web(address: string, hub: URL): Reference | null {
  const url = usable(address, true);
  if (url === null) return null;
  if (url.origin === hub.origin && url.pathname.startsWith(`${hub.pathname.replace(/\/$/, '')}/`)) {
    const path = url.pathname.slice(hub.pathname.replace(/\/$/, '').length + 1);
    const [, repository = '', tree] = /^([^/]+\/[^/]+)(?:\/tree\/([^/]+))?\/?$/.exec(path) ?? [];
    const revision = tree === undefined ? '' : decoded(tree);
    return revision === null
      ? null
      : huggingFace(revision === '' ? repository : `${repository}@${revision}`, hub);
  }
  // Each file's address is the directory's and its path: there is no place for a query.
  if (url.search !== '' || url.hash !== '') return null;
  url.pathname = url.pathname.replace(/\/touchstone-index\.json$/, '/').replace(/[^/]$/, '$&/');
  return { kind: 'directory', url };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function usable(address: string, withQuery = false): URL | null {
  if (!isAllowed(address)) return null;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return null;
  return withQuery || (url.search === '' && url.hash === '') ? url : null;
}

/** For a report: not the secret that somebody wrote into it. */
function shown(address: string): string {
  // Before the host; `hf://` has a revision there. And a query may be a signature that opens the door.
  const isHub = /^hf:\/\/[^/:]*@/i.test(address);
  const hidden = isHub ? address : address.replace(/^([^?#]*?[/\\]{2})[^/\\]*@/, '$1…@');
  return hidden.replace(/\?.*$/s, '?…').slice(0, 500);
}
