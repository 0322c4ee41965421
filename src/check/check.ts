import { BOUNDS } from '../bounds.js';
import { digest } from '#sigstore';
import { parseBundle, PAYLOAD_TYPE, type Bundle } from '../bundle/bundle.js';
import { PREDICATE_TYPE_V01, type Manifest } from '../bundle/manifest.js';
import { parseStatement } from '../bundle/statement.js';
import { fromUtf8, toHex } from '../bytes.js';
import { parseJson } from '../json.js';
import { twinNotes } from '../manifest/twins.js';
import type { BundleFacts } from '../report.js';
import { refusal, type Result } from '../result.js';
import { verifyCertificate } from '../signature/certificate.js';
import { verifyKey } from '../signature/key.js';
import { verifyKeyless } from '../signature/keyless.js';
import type { SignatureOutcome } from '../signature/result.js';
import { readPublicKeyPem } from '../trust/pem.js';
import { parseTrust, type Trust } from '../trust/trust.js';
import type { CheckOutcome, CheckRequest } from './protocol.js';

/** Reads the bundle, then what the person trusts, then the signed statement, and then checks the signature. */
export async function checkBundle(request: CheckRequest): Promise<CheckOutcome> {
  const nothing = { kind: 'refused', bundle: null, manifest: null, signer: null, trust: null } as const;
  const bytes = await readBundle(request.bundle);
  if (!bytes.ok) return { ...nothing, reasons: bytes.reasons };
  const bundle = parseBytes(bytes.value);
  if (!bundle.ok) return { ...nothing, reasons: bundle.reasons };
  const { mediaType, material, envelope } = bundle.value;
  const bundleFacts: BundleFacts = {
    path: null,
    mediaType,
    method: material.method,
    bytes: bytes.value.length,
    sha256: toHex(digest('sha256', bytes.value)),
  };
  const known = { ...nothing, bundle: bundleFacts };

  const trust = parseTrust(request.trust);
  if (!trust.ok) return { ...known, reasons: trust.reasons };
  const { facts } = trust.value;
  if (facts.method !== 'inspect' && facts.method !== material.method) {
    const reason = { code: 'method-differs', asked: facts.method, found: material.method } as const;
    return { ...known, trust: facts, reasons: [reason] };
  }

  const manifest = parseStatement(envelope.payload, (data) => digest('sha256', data));
  if (!manifest.ok) return { ...known, trust: facts, reasons: manifest.reasons };

  const outcome = verifySignature(bundle.value, manifest.value, trust.value, new Date(request.now));
  if (!outcome.ok) {
    return {
      ...known,
      trust: facts,
      manifest: manifest.value,
      signer: outcome.facts,
      reasons: outcome.reasons,
    };
  }
  return {
    kind: 'checked',
    bundle: bundleFacts,
    manifest: manifest.value,
    twins: twinNotes(manifest.value.files.keys()),
    signature: outcome.value,
    trust: { ...facts, source: outcome.value.source ?? facts.source },
  };
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
  return json.ok ? parseBundle(json.value) : json;
}

function verifySignature(bundle: Bundle, manifest: Manifest, trust: Trust, now: Date): SignatureOutcome {
  const { material, envelope } = bundle;
  const deprecatedFormat = manifest.predicateType === PREDICATE_TYPE_V01;
  const signed = { envelope, payloadType: PAYLOAD_TYPE, deprecatedFormat };
  switch (material.method) {
    case 'key': {
      const carried = material.pem === null ? null : readPublicKeyPem(material.pem);
      if (carried?.ok === false) {
        const reason = {
          code: 'bundle-malformed',
          at: 'publicKey.rawBytes',
          problem: `holds no key (${carried.problem})`,
        } as const;
        return { ok: false, reasons: [reason], facts: null };
      }
      return verifyKey(signed, material, trust.method === 'key' ? trust.key : null, carried?.value ?? null);
    }
    case 'certificate':
      return verifyCertificate(signed, material, trust.method === 'certificate' ? trust : null, now);
    case 'sigstore':
      // Another method was refused before; without a root, nothing could be asked.
      if (trust.method !== 'sigstore' && trust.method !== 'inspect') {
        const reason = { code: 'method-differs', asked: trust.method, found: 'sigstore' } as const;
        return { ok: false, reasons: [reason], facts: null };
      }
      return verifyKeyless(
        bundle,
        material,
        PAYLOAD_TYPE,
        trust.method === 'sigstore' ? trust : null,
        trust.root,
      );
  }
}
