import { digest, readCertificate, readPublicKey, type Certificate } from '#sigstore';
import * as embedded from '#trusted-root';
import { BOUNDS } from '../bounds.js';
import { equalBytes, toHex, toUtf8 } from '../bytes.js';
import { parseJson } from '../json.js';
import type { Note, TrustPart } from '../note.js';
import { ageInDays, type RefreshedRoot, type RootOrigin } from '../refreshed.js';
import { refusal, success, type Result } from '../result.js';
import { readTime } from '../time.js';
import { Malformed, Untrusted } from '../untrusted.js';
import type { Validity } from '../validity.js';
import { toSpki } from './rsa-key.js';

/** What a trusted_root.json says (sigstore_trustroot.proto), as far as it can be used. */
export interface SigstoreRoot {
  readonly certificateAuthorities: readonly TrustedAuthority[];
  readonly timestampAuthorities: readonly TrustedAuthority[];
  readonly logs: readonly TrustedLog[];
  readonly ctLogs: readonly TrustedLog[];
  /** Parts that cannot be used. Each is left out alone: a key of a log that nobody asks spoils no other. */
  readonly unusable: readonly Extract<Note, { code: 'trust-part-unusable' }>[];
  readonly origin: RootOrigin;
  readonly name: string;
  /** Hex, of the text. */
  readonly sha256: string;
}

export interface TrustedAuthority extends Validity {
  readonly name: string;
  /** The lowest first; what the last one signs is trusted. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
}

export interface TrustedLog extends Validity {
  readonly id: Uint8Array;
  readonly url: string;
  readonly spki: Uint8Array;
}

const MAX_INSTANCES = 100;
const MAX_CHAIN = 20;
/** As far as JavaScript's clock goes. */
export const NEVER_ENDS = new Date(8.64e15);

/** Both spellings of every version, as for bundles. */
const MEDIA_TYPE =
  /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.[12]|\.v0\.[12]\+json)$/;
/** Holds a trusted root beside what only signers need; the reference library's `--trust-config`. */
const CONFIG_MEDIA_TYPE =
  /^application\/vnd\.dev\.sigstore\.clienttrustconfig(?:\+json;version=0\.1|\.v0\.1\+json)$/;

/** What stands in for others, and the time by which it has an age (milliseconds since 1970). */
export interface Refreshed {
  readonly roots: readonly RefreshedRoot[];
  readonly now: number;
}

/**
 * The one that the person supplied, as text or as what JSON.parse made of it; else the embedded one. Where either was
 * refreshed, what an update has found.
 */
export function parseTrustedRoot(
  input: string | object | undefined,
  { roots, now }: Refreshed,
): Result<SigstoreRoot> {
  const given = input === undefined ? null : textOf(input);
  const replaces =
    input === undefined ? 'embedded' : given === null ? '' : toHex(digest('sha256', toUtf8(given)));
  const refreshed = roots.find((root) => root.replaces === replaces);
  const text = refreshed?.trustedRoot ?? (input === undefined ? embedded.json : given);
  const json = text === null ? null : parseJson(text);
  if (text === null || json?.ok !== true) return unusable('it is not JSON');
  try {
    const parts = read(rootIn(new Untrusted(json.value, 'trusted root')));
    if (parts.certificateAuthorities.length + parts.logs.length === 0)
      return unusable(parts.unusable[0]?.problem ?? 'it names no authority and no log');
    return success({ ...parts, ...factsOf(text, replaces, refreshed, now) });
  } catch (error) {
    if (error instanceof Malformed) return unusable(error.message);
    throw error;
  }
}

function factsOf(
  text: string,
  standsFor: string,
  refreshed: RefreshedRoot | undefined,
  now: number,
): Pick<SigstoreRoot, 'origin' | 'name' | 'sha256'> {
  const isEmbedded = standsFor === 'embedded';
  const source = refreshed !== undefined ? 'refreshed' : isEmbedded ? 'embedded' : 'supplied';
  // One by one: the bundler keeps all of a namespace that is taken apart, also what only updates need.
  const {
    repository,
    rootVersion,
    updatedAt: asOf,
  } = refreshed ??
  (isEmbedded
    ? {
        repository: embedded.repository,
        rootVersion: embedded.rootVersion,
        updatedAt: embedded.published,
      }
    : { repository: null, rootVersion: null, updatedAt: null });
  const ageDays = asOf === null ? null : ageInDays(asOf, now);
  return {
    origin: { source, standsFor, repository, rootVersion, asOf, ageDays },
    name: source === 'embedded' ? embedded.source : (repository ?? 'a supplied root'),
    sha256: toHex(digest('sha256', toUtf8(text))),
  };
}

function unusable(detail: string): Result<never> {
  return refusal({ code: 'trusted-root-unusable', detail });
}

function textOf(input: string | object): string | null {
  try {
    // Undefined where a toJSON says so, whatever the types say.
    const text: unknown = typeof input === 'string' ? input : JSON.stringify(input);
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

function rootIn(json: Untrusted): Untrusted {
  const mediaType = json.get('mediaType');
  const isConfig = CONFIG_MEDIA_TYPE.test(mediaType.string());
  const root = isConfig ? json.get('trustedRoot') : json;
  // Inside a config, some writers leave it out.
  const own = isConfig ? root.optional('mediaType') : mediaType;
  if (own !== null && !MEDIA_TYPE.test(own.string())) own.fail('is not one that we know');
  return root;
}

type Parts = Omit<SigstoreRoot, 'origin' | 'name' | 'sha256'>;

function read(root: Untrusted): Parts {
  const bad: Extract<Note, { code: 'trust-part-unusable' }>[] = [];
  /** A list must be one; what is in it is read one by one. */
  const each = <T>(member: string, part: TrustPart, readOne: (entry: Untrusted) => T): T[] =>
    (root.optional(member)?.array(MAX_INSTANCES) ?? []).flatMap((entry) => {
      try {
        return [readOne(entry)];
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        bad.push({ code: 'trust-part-unusable', part, name: nameOf(entry), problem: error.message });
        return [];
      }
    });
  return {
    certificateAuthorities: each('certificateAuthorities', 'certificate-authority', readAuthority),
    timestampAuthorities: each('timestampAuthorities', 'timestamp-authority', readAuthority),
    logs: each('tlogs', 'log', readLog),
    ctLogs: each('ctlogs', 'ct-log', readLog),
    unusable: bad,
  };
}

/** Whatever it calls itself. */
function nameOf(entry: Untrusted): string {
  const { value } = entry;
  if (typeof value !== 'object' || value === null) return '';
  const name: unknown = 'baseUrl' in value ? value.baseUrl : 'uri' in value ? value.uri : '';
  return typeof name === 'string' ? name.slice(0, 200) : '';
}

function readAuthority(authority: Untrusted): TrustedAuthority {
  const list = authority.get('certChain').get('certificates');
  const [lowest, ...others] = list.array(MAX_CHAIN).map((certificate) => {
    const raw = certificate.get('rawBytes');
    return readCertificate(raw.base64(BOUNDS.certificateBytes)) ?? raw.fail('is not a certificate');
  });
  if (lowest === undefined) return list.fail('is empty');
  const top = others.at(-1) ?? lowest;
  // @sigstore/verify follows every path, and certificates that name each other have no end of them.
  if (new Set([lowest, ...others].map(({ subject }) => toHex(subject))).size <= others.length)
    list.fail('holds two certificates of one name');
  if (!equalBytes(top.subject, top.issuer)) list.fail('does not end with a root certificate');
  const name = authority.optional('subject')?.optional('commonName')?.stringOf(200) ?? '';
  return {
    name,
    certificates: [lowest, ...others],
    ...readValidity(authority.get('validFor')),
  };
}

function readLog(log: Untrusted): TrustedLog {
  const key = log.get('publicKey');
  const raw = key.get('rawBytes');
  const spki = toSpki(raw.base64(BOUNDS.keyBytes));
  if (readPublicKey(spki) === null) raw.fail('is not a key that we verify with');
  return {
    id: (log.optional('checkpointKeyId') ?? log.get('logId')).get('keyId').base64(64),
    url: log.optional('baseUrl')?.stringOf(500) ?? '',
    spki,
    ...readValidity(key.get('validFor')),
  };
}

/** A key without a beginning would be valid since 1970, and one whose times cannot be read for ever. */
function readValidity(validFor: Untrusted): Validity {
  const end = validFor.optional('end');
  return { start: readTime(validFor.get('start')), end: end === null ? NEVER_ENDS : readTime(end) };
}
