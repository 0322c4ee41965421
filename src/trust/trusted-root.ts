import { checkTrustedRoot, digest, readCertificate, type Certificate } from '#sigstore';
import * as embedded from '#trusted-root';
import { BOUNDS } from '../bounds.js';
import { toHex, toUtf8 } from '../bytes.js';
import { parseJson } from '../json.js';
import { refusal, success, type Result } from '../result.js';
import { Malformed, Untrusted } from '../untrusted.js';

/** What a trusted_root.json says (sigstore_trustroot.proto): the parts that we read ourselves, and the whole for the library. */
export interface SigstoreRoot {
  readonly json: unknown;
  /** Of all certificate authorities, those that we can read. */
  readonly authorities: readonly Certificate[];
  readonly logs: readonly TrustedLog[];
  readonly source: 'embedded' | 'supplied';
  readonly name: string;
  /** Hex, of the text. */
  readonly sha256: string;
}

export interface TrustedLog {
  readonly id: Uint8Array;
  readonly url: string;
  /** Milliseconds since 1970: when its key was in use. */
  readonly start: number;
  readonly end: number;
}

const MAX_INSTANCES = 100;
const MAX_CHAIN = 20;

const MEDIA_TYPES: readonly string[] = [
  'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
  'application/vnd.dev.sigstore.trustedroot.v0.1+json',
  'application/vnd.dev.sigstore.trustedroot+json;version=0.2',
  'application/vnd.dev.sigstore.trustedroot.v0.2+json',
];

/** The one that the person supplied, as text or as what JSON.parse made of it; else the embedded one. */
export function parseTrustedRoot(input: string | object | undefined): Result<SigstoreRoot> {
  const text = input === undefined ? embedded.json : textOf(input);
  const json = text === null ? null : parseJson(text);
  if (text === null || json?.ok !== true) return unusable('it is not JSON');
  try {
    const parts = read(new Untrusted(json.value, 'trusted root'));
    const fault = input === undefined ? null : checkTrustedRoot(json.value);
    if (fault !== null) return unusable(fault);
    const origin =
      input === undefined
        ? ({ source: 'embedded', name: embedded.source, sha256: embedded.sha256 } as const)
        : ({
            source: 'supplied',
            name: 'a trusted root that you supplied',
            sha256: toHex(digest('sha256', toUtf8(text))),
          } as const);
    return success({ json: json.value, ...parts, ...origin });
  } catch (error) {
    if (error instanceof Malformed) return unusable(error.message);
    throw error;
  }
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

/** The library would let pass a key without a start of validity, and take it to be valid since 1970. */
function read(root: Untrusted): Pick<SigstoreRoot, 'authorities' | 'logs'> {
  const mediaType = root.get('mediaType');
  if (!MEDIA_TYPES.includes(mediaType.string())) mediaType.fail('is not one that we know');
  for (const log of root.optional('ctlogs')?.array(MAX_INSTANCES) ?? []) {
    log.get('publicKey').get('validFor').get('start').string();
  }
  for (const authority of root.optional('timestampAuthorities')?.array(MAX_INSTANCES) ?? []) {
    authority.get('validFor').get('start').string();
  }
  const authorities = root
    .get('certificateAuthorities')
    .array(MAX_INSTANCES)
    .flatMap((authority) => {
      authority.get('validFor').get('start').string();
      return authority.get('certChain').get('certificates').array(MAX_CHAIN);
    })
    .map((certificate) => readCertificate(certificate.get('rawBytes').base64(BOUNDS.certificateBytes)))
    .filter((certificate) => certificate !== null);
  const logs = (root.optional('tlogs')?.array(MAX_INSTANCES) ?? []).map(readLog);
  return { authorities, logs };
}

function readLog(log: Untrusted): TrustedLog {
  const validFor = log.get('publicKey').get('validFor');
  return {
    id: (log.optional('checkpointKeyId') ?? log.get('logId')).get('keyId').base64(64),
    url: log.optional('baseUrl')?.string() ?? '',
    start: Date.parse(validFor.get('start').string()),
    end: Date.parse(validFor.optional('end')?.string() ?? '9999-12-31T23:59:59Z'),
  };
}
