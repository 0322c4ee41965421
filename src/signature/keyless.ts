import { readCertificate } from '#sigstore';
import { equalBytes } from '../bytes.js';
import type { LogEntry } from '../bundle/log-entry.js';
import type { Reason } from '../reason.js';
import type { Note } from '../note.js';
import type { SignerFacts } from '../report.js';
import { keepsLog, verifyEvidence, type Evidence } from './evidence.js';
import { certificateFacts } from './facts.js';
import { readFulcioExtensions } from './fulcio.js';
import { compareIdentity, readIdentity, show, type ExpectedIdentity } from './identity.js';
import { needsWholeFile, verifySigstoreSignature, WHOLE_FILE, type Signed } from './signed.js';
import type { SigstoreRoot } from '../trust/trusted-root.js';
import type { SignatureOutcome } from './result.js';

/** Whom the person expects; null when nobody was named. */
export interface KeylessExpectation {
  readonly identity: ExpectedIdentity;
  readonly issuer: string;
}

/** What a keyless bundle holds, whichever way it spells it. DER. */
export interface KeylessMaterial {
  readonly certificate: Uint8Array;
  /** Further certificates in the bundle: Sigstore trusts none of them, and a root among them is refused. */
  readonly others: readonly Uint8Array[];
  readonly logEntries: readonly LogEntry[];
  readonly timestamps: readonly Uint8Array[];
}

/** The Sigstore method (OMS 1.0 §8.2): evidence.ts checks chain, SCT, logs and timestamps; the identity is compared here. */
export function verifyKeyless(
  signed: Signed,
  material: KeylessMaterial,
  expected: KeylessExpectation | null,
  root: SigstoreRoot,
): SignatureOutcome {
  const [leaf, ...others] = [material.certificate, ...material.others].map(readCertificate);
  if (leaf == null || others.includes(null)) {
    return { ok: false, reasons: [{ code: 'certificate-malformed', at: 'certificate' }], facts: null };
  }
  // Clients that were made before bundle v0.3 trusted a root that came along, once (sigstore_bundle.proto forbids it).
  const own = others.find(
    (certificate) => certificate !== null && equalBytes(certificate.subject, certificate.issuer),
  );
  if (own != null)
    return { ok: false, reasons: [{ code: 'root-in-bundle', subject: own.subjectText }], facts: null };
  const identity = readIdentity(leaf);
  if ('code' in identity) return { ok: false, reasons: [identity], facts: null };
  const facts: SignerFacts = {
    method: 'sigstore',
    identity: show(identity.identity),
    identityType: identity.type,
    issuer: show(identity.issuer),
    certificate: certificateFacts(leaf),
    extensions: readFulcioExtensions(leaf),
  };
  if (material.logEntries.length === 0 && keepsLog(root))
    return { ok: false, reasons: [{ code: 'log-entry-missing' }], facts };
  // First the plain question, so that a flipped bit is called what it is and not "log entry differs".
  const fits = leaf.key !== null && verifySigstoreSignature(signed, leaf.spki, leaf.key);
  if (leaf.key === null || (!fits && needsWholeFile(signed, leaf.key))) {
    const detail = leaf.key === null ? 'an unknown kind of key' : WHOLE_FILE;
    return { ok: false, reasons: [{ code: 'signature-unsupported', detail }], facts };
  }

  const { logEntries, timestamps } = material;
  const question = { signed, signer: { kind: 'certificate', leaf }, logEntries, timestamps, root } as const;
  const evidence = verifyEvidence(question);
  const fault: Evidence['fault'] = fits
    ? evidence.fault
    : { kind: 'invalid', reason: { code: 'signature-differs' } };
  const different = expected === null ? [] : compareIdentity(identity, expected.identity, expected.issuer);
  const isUntrusted = fault?.kind === 'untrusted';
  const holds = fault === null || isUntrusted;
  const reasons: Reason[] = [
    ...(fault === null || isUntrusted ? [] : [fault.reason]),
    ...different,
    ...(isUntrusted ? [fault.reason] : []),
    ...(expected === null ? [{ code: 'nobody-named' } as const] : []),
  ];
  return {
    ok: true,
    value: {
      // The library could not read what was put to it: that says nothing about the signature.
      signature: holds ? 'valid' : fault.kind === 'unread' ? 'not-checked' : 'invalid',
      signer: !holds
        ? 'not-checked'
        : different.length > 0
          ? 'different'
          : isUntrusted
            ? 'untrusted'
            : expected === null
              ? 'not-stated'
              : 'expected',
      time: fault === null ? evidence.time : { value: 'not-proven' },
      facts,
      logEntries: fits ? evidence.logEntries : evidence.logEntries.map(unproven),
      timestamps: fits ? evidence.timestamps : [],
      source: null,
      reasons,
      notes: [...notesOf(material), ...evidence.notes, ...root.unusable],
    },
  };
}

const unproven = (entry: Evidence['logEntries'][number]) => ({ ...entry, integratedTime: null });

function notesOf({ others }: KeylessMaterial): Note[] {
  return others.length === 0 ? [] : [{ code: 'certificates-not-used', count: others.length }];
}
