import { BOUNDS } from '../bounds.js';
import { digest, readCertificate, verifySignature as verifyOne } from '#sigstore';
import { MEDIA_TYPE_PREFIX, parseBundle, PAYLOAD_TYPE, type Bundle } from '../bundle/bundle.js';
import { claimOfMessage } from '../bundle/claim.js';
import { PREDICATE_TYPE_V01 } from '../bundle/manifest.js';
import { parseStatement, type Statement } from '../bundle/statement.js';
import { fromUtf8, toHex } from '../bytes.js';
import { parseJson } from '../json.js';
import { twinNotes } from '../manifest/twins.js';
import type { Method } from '../reason.js';
import type { BundleFacts } from '../report.js';
import { refusal, success, type Result } from '../result.js';
import { verifyCertificate } from '../signature/certificate.js';
import { hasFulcioIssuer } from '../signature/fulcio.js';
import { verifyKey } from '../signature/key.js';
import { verifyKeyless, type KeylessMaterial } from '../signature/keyless.js';
import type { SignatureOutcome } from '../signature/result.js';
import type { Signed } from '../signature/signed.js';
import { readPublicKeyPem } from '../trust/pem.js';
import type { RootParts } from '../describe-root.js';
import { parseTrust, type Trust } from '../trust/trust.js';
import { partsOf } from '../trust/parts.js';
import { parseTrustedRoot } from '../trust/trusted-root.js';
import type { SignatureQuestion } from '../tuf/primitives.js';
import type { CheckOutcome, CheckRequest } from './protocol.js';

/** Reads the bundle, then what the person trusts, then what was signed, and then checks the signature. */
export async function checkBundle(request: CheckRequest): Promise<CheckOutcome> {
  const nothing = { kind: 'refused', bundle: null, statement: null, signer: null, trust: null } as const;
  const bytes = await readBundle(request.bundle);
  if (!bytes.ok) return { ...nothing, reasons: bytes.reasons };
  const bundle = parseBytes(bytes.value);
  if (!bundle.ok) return { ...nothing, reasons: bundle.reasons };
  const { mediaType, content } = bundle.value;
  const method = methodOf(bundle.value, request.trust.method);
  const bundleFacts: BundleFacts = {
    path: null,
    mediaType,
    method,
    bytes: bytes.value.length,
    sha256: toHex(digest('sha256', bytes.value)),
  };
  const known = { ...nothing, bundle: bundleFacts };

  const trust = parseTrust(request.trust, { roots: request.refreshed, now: request.now });
  if (!trust.ok) return { ...known, reasons: trust.reasons };
  const { facts } = trust.value;
  if (facts.method !== 'inspect' && facts.method !== method) {
    const reason = { code: 'method-differs', asked: facts.method, found: method } as const;
    return { ...known, trust: facts, reasons: [reason] };
  }

  const statement: Result<Statement> =
    content.kind === 'message'
      ? success({ kind: 'claim', claim: claimOfMessage(content) })
      : parseStatement(content.payload, (data) => digest('sha256', data));
  if (!statement.ok) return { ...known, trust: facts, reasons: statement.reasons };

  const outcome = verifySignature(bundle.value, statement.value, trust.value, new Date(request.now));
  if (!outcome.ok) {
    return {
      ...known,
      trust: facts,
      statement: statement.value,
      signer: outcome.facts,
      reasons: outcome.reasons,
    };
  }
  const { value } = statement;
  return {
    kind: 'checked',
    bundle: bundleFacts,
    statement: value,
    twins: value.kind === 'model' ? twinNotes(value.manifest.files.keys()) : [],
    signature: outcome.value,
    trust: {
      ...facts,
      source: outcome.value.source ?? facts.source,
      // A log that the trusted root knows may have said when a key signed, though nobody gave one.
      root:
        facts.root ??
        (trust.value.method === 'key' && outcome.value.time.value === 'proven'
          ? trust.value.root.origin
          : null),
    },
  };
}

/**
 * How it was signed. A chain is OMS's certificate method; but up to bundle v0.2 keyless signatures carried one as well, and a
 * CA of a Sigstore says in the certificate who confirmed the name.
 */
function methodOf({ version, material }: Bundle, asked: Method | 'inspect'): Method {
  const { signer, logEntries } = material;
  switch (signer.kind) {
    case 'key':
      return 'key';
    case 'leaf':
      return 'sigstore';
    case 'chain': {
      if (version === '0.3' || logEntries.length === 0 || asked === 'certificate') return 'certificate';
      const leaf = readCertificate(signer.certificates[0]);
      return leaf !== null && hasFulcioIssuer(leaf) ? 'sigstore' : 'certificate';
    }
  }
}

/** For an update of trust, whose steps are in tuf/. */
export function verifyAll(questions: readonly SignatureQuestion[]): readonly boolean[] {
  return questions.map(({ spki, algorithm, data, signature }) => verifyOne(spki, algorithm, data, signature));
}

export function digestOf(hash: 'sha256' | 'sha512', data: Uint8Array): string {
  return toHex(digest(hash, data));
}

/** For people, who may install a trusted root and never read one. Undefined is the embedded one. */
export function describeRoot(trustedRoot: string | object | undefined): Result<RootParts> {
  const root = parseTrustedRoot(trustedRoot, { roots: [], now: 0 });
  if (!root.ok) return root;
  const { sha256, unusable } = root.value;
  return success({ sha256, parts: partsOf(root.value), unusable });
}

async function readBundle(bundle: Blob | string): Promise<Result<Uint8Array>> {
  // The length of the text is a lower bound of its bytes: enough to refuse early.
  const size = typeof bundle === 'string' ? bundle.length : bundle.size;
  if (size > BOUNDS.bundleBytes)
    return refusal({ code: 'bundle-too-large', bytes: size, limit: BOUNDS.bundleBytes });
  try {
    const blob = typeof bundle === 'string' ? new Blob([bundle]) : bundle;
    return { ok: true, value: new Uint8Array(await blob.arrayBuffer()) };
  } catch (error) {
    return refusal({
      code: 'bundle-unreadable',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

function parseBytes(bytes: Uint8Array): Result<Bundle> {
  const text = fromUtf8(bytes);
  if (text === null) return refusal({ code: 'bundle-not-json', detail: 'it is not UTF-8 text' });
  const json = parseJson(text);
  const count = json.ok ? listedIn(json.value) : bundlesInLines(text);
  if (count > 0) return refusal({ code: 'bundle-several', count });
  return json.ok ? parseBundle(json.value) : json;
}

/** The answer of npm's and GitHub's services: `attestations`, each with its bundle. */
function listedIn(json: unknown): number {
  if (typeof json !== 'object' || json === null || 'mediaType' in json || !('attestations' in json)) return 0;
  return Array.isArray(json.attestations) ? json.attestations.length : 0;
}

/** JSON lines, as `gh attestation download` writes them: a bundle a line. Never a guess at which one is meant. */
function bundlesInLines(text: string): number {
  const lines = text.split('\n', MAX_LINES).filter((line) => line.trim() !== '');
  const isBundle = (line: string) => line.startsWith('{"') && line.includes(`"${MEDIA_TYPE_PREFIX}`);
  return lines.length > 1 && lines.every(isBundle) ? lines.length : 0;
}

const MAX_LINES = 1000;

function verifySignature(bundle: Bundle, statement: Statement, trust: Trust, now: Date): SignatureOutcome {
  const { signer, logEntries, timestamps } = bundle.material;
  const signed: Signed = {
    content: bundle.content,
    payloadType: PAYLOAD_TYPE,
    isModel: statement.kind === 'model',
    deprecatedFormat: statement.kind === 'model' && statement.manifest.predicateType === PREDICATE_TYPE_V01,
  };
  const evidence = { logEntries, timestamps };
  switch (methodOf(bundle, trust.method)) {
    case 'key': {
      if (signer.kind !== 'key') break;
      const carried = signer.pem === null ? null : readPublicKeyPem(signer.pem);
      const isOther = carried?.ok === true && signed.isModel && carried.value.facts.type !== 'ec';
      if (carried?.ok === false || isOther) {
        const why = carried.ok ? 'unsupported-key' : carried.problem;
        const at = 'publicKey.rawBytes';
        const reason = { code: 'bundle-malformed', at, problem: `holds no key (${why})` } as const;
        return { ok: false, reasons: [reason], facts: null };
      }
      const expected = trust.method === 'key' ? trust : null;
      return verifyKey(signed, signer, expected, carried?.value ?? null, evidence);
    }
    case 'certificate':
      if (signer.kind !== 'chain') break;
      return verifyCertificate(signed, signer, trust.method === 'certificate' ? trust : null, now);
    case 'sigstore': {
      // Without a root, nothing could be asked.
      if (signer.kind === 'key' || (trust.method !== 'sigstore' && trust.method !== 'inspect')) break;
      const material: KeylessMaterial = { ...certificatesOf(signer), ...evidence };
      return verifyKeyless(signed, material, trust.method === 'sigstore' ? trust : null, trust.root);
    }
  }
  // Another method was refused before.
  const asked = trust.method === 'inspect' ? 'sigstore' : trust.method;
  const reason = { code: 'method-differs', asked, found: methodOf(bundle, trust.method) } as const;
  return { ok: false, reasons: [reason], facts: null };
}

function certificatesOf(
  signer: Exclude<Bundle['material']['signer'], { kind: 'key' }>,
): Pick<KeylessMaterial, 'certificate' | 'others'> {
  if (signer.kind === 'leaf') return { certificate: signer.certificate, others: [] };
  const [certificate, ...others] = signer.certificates;
  return { certificate, others };
}
