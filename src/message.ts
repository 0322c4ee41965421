import { expectationsMessage } from './expectations-message.js';
import {
  ADDRESS_PROBLEMS,
  alternativeNames,
  bytes,
  certificates,
  CHAIN_PROBLEMS,
  CHECKPOINT_PROBLEMS,
  CLAIMANTS,
  day,
  DIGEST_PROBLEMS,
  fileCounts,
  LINK_PROBLEMS,
  LOG_ENTRY_PARTS,
  method,
  NAME_PROBLEMS,
  NAME_TWINS,
  near,
  PATTERN_PROBLEMS,
  PEM_PROBLEMS,
  pointerCount,
  POINTER_SYSTEMS,
  POINTER_WAYS,
  REMOTE_FILE_PROBLEMS,
  SHARD_PROBLEMS,
  signerText,
  TIMESTAMP_PROBLEMS,
} from './phrases.js';
import { quote, quoted } from './quote.js';
import type { Reason } from './reason.js';

/** A reason in plain words. Both are whole sentences; they may quote the attacker's text: escape them. */
export interface Message {
  readonly text: string;
  /** What the person can do about it. */
  readonly wayOut: string;
}

const LOOK_FOR_UPDATE =
  'A newer version of Touchstone may know it: look for an update. Else ask the publisher how it was made.';
const ASK_PUBLISHER = 'Ask the publisher for the bundle again, or check a fresh download.';
const DO_NOT_USE = 'Do not use this copy; get it and its signature again from the publisher.';
const OTHER_SIGNER =
  'Do not rely on it unless its publisher confirms that signer. If you mistyped, correct it and check again.';
const ASK_SIGNER = 'Ask whoever signed it to sign it again.';

/** The one place where codes become prose. */
export function message(reason: Reason): Message {
  switch (reason.code) {
    case 'bundle-not-found':
      return {
        text: 'No file here is a Sigstore bundle.',
        wayOut:
          'If the signature came as a separate file, choose it too. Otherwise nobody vouches for these files.',
      };
    case 'bundle-ambiguous':
      return {
        text: `There are several signatures here: ${reason.paths.slice(0, 5).map(quoted).join(', ')}.`,
        wayOut: 'Choose the one to check.',
      };
    case 'bundle-several':
      return {
        text:
          reason.count === 1
            ? 'This file is not a signature itself, but a list with one signature in it.'
            : `This file holds ${String(reason.count)} signatures, not one.`,
        wayOut: 'Save the signature that you want to check as a file of its own, then choose that.',
      };
    case 'bundle-empty':
      return { text: 'The signature file is empty.', wayOut: ASK_PUBLISHER };
    case 'bundle-too-large':
      return {
        text: `The signature file has ${bytes(reason.bytes)}; the limit is ${bytes(reason.limit)}.`,
        wayOut: 'Make sure that it is the signature and not a file of the model.',
      };
    case 'bundle-not-json':
      return {
        text: 'The signature file is not JSON, or it is cut short.',
        wayOut: 'Make sure that it is the signature, then download it again.',
      };
    case 'bundle-too-deep':
      return {
        text: `The signature file is nested more than ${String(reason.limit)} levels deep.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'bundle-too-long':
      return {
        text: `The signature file has more than ${reason.limit} entries.`,
        wayOut: 'Make sure that it is the signature, or use another verifier for a model of this size.',
      };
    case 'bundle-duplicate-key':
      return {
        text: `The signature file has the key ${quoted(reason.key)} twice in one place.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'bundle-unreadable':
      return {
        text: 'The signature file could not be read.',
        wayOut: 'Choose it again, and make sure that it is still there.',
      };
    case 'bundle-malformed':
      return {
        text: `The signature file is damaged: ${quote(reason.at)} ${reason.problem}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'part-too-large':
      return {
        text: `The signature file holds too much: ${quote(reason.at)} has more than ${String(reason.limit)} ${reason.unit}.`,
        wayOut: 'Make sure that it is the signature; then ask whoever signed the model to sign it again.',
      };
    case 'media-type-unknown':
      return {
        text: `The signature is of a kind that we do not know: ${quoted(reason.mediaType)}.`,
        wayOut: LOOK_FOR_UPDATE,
      };
    case 'base64-malformed':
      return {
        text: `The signature file is damaged: ${quote(reason.at)} is not base64.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'number-negative':
      return {
        text: `The signature file is damaged: ${quote(reason.at)} is negative, which no log's number is.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'root-in-bundle':
      return {
        text: `The signature brings a root certificate along (${quoted(reason.subject)}): whom to trust is never the signature's own word.`,
        wayOut: ASK_SIGNER,
      };
    case 'inclusion-promise-missing':
      return {
        text: `A log entry lacks the log’s promise, which a bundle of this version must carry (${quoted(reason.mediaType)}).`,
        wayOut: ASK_PUBLISHER,
      };
    case 'inclusion-proof-missing':
      return {
        text: `A log entry lacks the proof that it is in the log, or the log’s word for that proof, which a bundle of this version must carry (${quoted(reason.mediaType)}).`,
        wayOut: ASK_PUBLISHER,
      };
    case 'signature-missing':
      return { text: 'The bundle holds no signature.', wayOut: ASK_PUBLISHER };
    case 'signatures-several':
      return {
        text: `The bundle holds ${String(reason.count)} signatures; exactly one is allowed.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'payload-type-unknown':
      return {
        text: `What was signed is of an unknown type: ${quoted(reason.payloadType)}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'certificate-malformed':
      return {
        text: `The signature file holds no X.509 certificate where one belongs (${quote(reason.at)}).`,
        wayOut: ASK_SIGNER,
      };
    case 'log-entry-missing':
      return {
        text: 'The bundle has no entry of a transparency log, which this kind of signature needs.',
        wayOut: ASK_SIGNER,
      };
    case 'statement-malformed':
      return {
        text: `The signed statement is damaged: ${quote(reason.at)} ${reason.problem}.`,
        wayOut: ASK_SIGNER,
      };
    case 'statement-type-unknown':
      return {
        text: `The signed statement is of an unknown type: ${quoted(reason.type)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'predicate-type-unknown':
      return {
        text: `What was signed is not a model signature but ${quoted(reason.predicateType)}.`,
        wayOut: 'Choose the model signature, often called model.sig.',
      };
    case 'manifest-empty':
      return { text: 'The signature covers no file at all.', wayOut: ASK_SIGNER };
    case 'manifest-too-large':
      return {
        text: `The signature covers ${String(reason.count)} entries; the limit is ${String(reason.limit)}.`,
        wayOut: 'Use another verifier for a model of this size.',
      };
    case 'name-unsafe':
      return {
        text: `The signature names a file in an unsafe way: ${quoted(reason.name)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'name-duplicate':
      return {
        text: `The signature names ${quoted(reason.name)} twice, or as a file and a folder.`,
        wayOut: ASK_SIGNER,
      };
    case 'hash-unsupported':
      return {
        text: `The signature uses digests that we cannot compute: ${quoted(reason.algorithm)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'serialization-unsupported':
      return {
        text: `The files were listed in a way that we do not know: ${quoted(reason.method)} with ${quote(reason.hashType)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'algorithm-differs':
      return {
        text: `The entry ${quoted(reason.name)} uses ${quote(reason.algorithm)} where the list says ${quote(reason.hashType)}.`,
        wayOut: ASK_SIGNER,
      };
    case 'digest-malformed':
      return {
        text: `The digest of ${quoted(reason.name)} is not a ${reason.algorithm} digest: ${DIGEST_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'shards-inconsistent':
      return {
        text: `The parts of ${quoted(reason.name)} do not cover it exactly once: ${SHARD_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'root-digest-differs':
      return { text: 'The digest of the whole list does not fit the list.', wayOut: DO_NOT_USE };
    case 'subjects-unusable':
      return {
        text:
          reason.count === 0
            ? 'The signed statement is about no file at all.'
            : 'The signed statement names its files in no way that we can check (SHA-256, SHA-384 or SHA-512).',
        wayOut: 'Ask whoever signed it for a statement with SHA-256 digests.',
      };
    case 'not-about-one-file':
      return {
        text: `This is the signature of a whole model (${String(reason.files)} files), and one digest cannot be held against it.`,
        wayOut: 'Check the whole folder instead.',
      };
    case 'digest-unusable':
      return {
        text:
          reason.problem === 'absent'
            ? 'The signature names its file by another kind of digest than the one that was given.'
            : reason.problem === 'algorithm'
              ? 'The digest that was given is of a kind that we cannot compare (SHA-256, SHA-384 and SHA-512 are).'
              : `The digest that was given cannot be one: ${DIGEST_PROBLEMS[reason.problem]}.`,
        wayOut:
          'Give the digest of the kind that was signed, as lower-case hex with its algorithm, or check the file itself.',
      };
    case 'method-differs':
      return {
        text: `You asked for ${method(reason.asked)}, but this signature was made with ${method(reason.found)}.`,
        wayOut: `Say whom you expect by ${method(reason.found)}, or choose another signature.`,
      };
    case 'public-key-needed':
      return {
        text: 'This signature was made with a key, and the bundle does not hold the key.',
        wayOut: 'Get the public key from the publisher and choose its file.',
      };
    case 'public-key-unusable':
      return {
        text: `The public key cannot be used: ${PEM_PROBLEMS[reason.problem]}.`,
        wayOut: 'Choose a PEM file that begins "-----BEGIN PUBLIC KEY-----".',
      };
    case 'root-needed':
      return {
        text: 'You named no certificate that you trust.',
        wayOut: 'Choose the CA’s root certificate, or give the fingerprint of a certificate that you know.',
      };
    case 'root-unusable':
      return {
        text: `The CA certificate cannot be used: ${PEM_PROBLEMS[reason.problem]}.`,
        wayOut: 'Choose a PEM file that begins "-----BEGIN CERTIFICATE-----".',
      };
    case 'root-not-self-signed':
      return {
        text: `The certificate ${quoted(reason.subject)} is not a root: somebody else signed it.`,
        wayOut: 'Choose the certificate of the root CA.',
      };
    case 'trusted-root-unusable':
      return {
        text: `The trusted root cannot be used: ${quoted(reason.detail)}.`,
        wayOut: 'Choose a trusted_root.json from the operator of that Sigstore.',
      };
    case 'identity-empty':
      return {
        text: 'The identity that you expect is empty.',
        wayOut: 'Enter it, or say that you do not know whom to expect.',
      };
    case 'issuer-empty':
      return {
        text: 'The issuer that you expect is empty.',
        wayOut: 'Enter it, or say that you do not know whom to expect.',
      };
    case 'subject-empty':
      return { text: 'The subject that you expect is empty.', wayOut: 'Enter it, or leave it out.' };
    case 'subject-alt-name-empty':
      return {
        text: 'The alternative name that you expect is empty.',
        wayOut: 'Enter it, or leave it out.',
      };
    case 'pattern-unusable':
      return {
        text: `The pattern for the identity ${PATTERN_PROBLEMS[reason.problem]}.`,
        wayOut: 'Write a pattern such as "*@example.com", or the exact identity.',
      };
    case 'fingerprint-unusable':
      return {
        text: `What you gave for ${reason.which === 'leaf' ? 'the signer’s certificate' : 'an intermediate CA'} is no SHA-256 fingerprint: ${quoted(reason.fingerprint)}.`,
        wayOut:
          'Give 64 hex digits, with or without colons, as “openssl x509 -noout -fingerprint -sha256” prints them.',
      };
    case 'only-path-unusable':
      return {
        text: `The path to check ${quoted(reason.path)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: 'Use a path inside the model, such as "weights/part-1.bin".',
      };
    case 'only-path-unknown':
      return {
        text: reason.isHere
          ? `${quoted(reason.path)} is here, but nothing of it was signed.`
          : `Nothing that was signed is at ${quoted(reason.path)}.`,
        wayOut: 'Name a file or folder that was signed, spelled exactly as it was.',
      };
    case 'ignore-path-unusable':
      return {
        text: `The path to leave out ${quoted(reason.path)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: 'Use a path inside the model, such as "docs/draft.md".',
      };
    case 'signature-differs':
      return {
        text: 'The signature was not made over these contents by the key that it names.',
        wayOut: DO_NOT_USE,
      };
    case 'signature-unsupported':
      return {
        text: `The signature uses ${quote(reason.detail)}, which we cannot check.`,
        wayOut: ASK_SIGNER,
      };
    case 'chain-signature-differs':
      return {
        text: `The certificate ${quoted(reason.subject)} was not signed by the CA that it names.`,
        wayOut: DO_NOT_USE,
      };
    case 'sct-invalid':
      return { text: 'The proof that the certificate was published does not hold.', wayOut: DO_NOT_USE };
    case 'log-promise-invalid':
      return {
        text: 'The transparency log’s promise about this signature, which also says when it was made, does not hold.',
        wayOut: DO_NOT_USE,
      };
    case 'log-proof-invalid':
      return {
        text: 'The proof that the signature is in the transparency log does not hold.',
        wayOut: DO_NOT_USE,
      };
    case 'checkpoint-invalid':
      return {
        text: `The transparency log’s word for its own state does not hold: ${CHECKPOINT_PROBLEMS[reason.problem]}.`,
        wayOut: DO_NOT_USE,
      };
    case 'log-not-in-use':
      return {
        text: `The transparency log ${quoted(reason.log)} was not in use on ${day(reason.at)}, when this was signed.`,
        wayOut: DO_NOT_USE,
      };
    case 'log-entry-differs':
      return {
        text: `The entry in the transparency log is about something else: ${LOG_ENTRY_PARTS[reason.about]}.`,
        wayOut: DO_NOT_USE,
      };
    case 'log-entry-unsupported':
      return {
        text: `The entry in the transparency log is of a kind that we cannot read: ${quoted(reason.kind)}.`,
        wayOut: LOOK_FOR_UPDATE,
      };
    case 'log-entry-malformed':
      return {
        text: `The entry in the transparency log is damaged: ${quote(reason.at)} ${reason.problem}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'timestamp-malformed':
      return {
        text: `A timestamp that should prove when this was signed ${reason.problem}.`,
        wayOut: ASK_PUBLISHER,
      };
    case 'timestamp-differs':
      return { text: 'A timestamp is about another signature than this one.', wayOut: DO_NOT_USE };
    case 'timestamp-invalid':
      return {
        text: `A timestamp that should prove when this was signed does not hold: ${TIMESTAMP_PROBLEMS[reason.problem]}.`,
        wayOut: DO_NOT_USE,
      };
    case 'timestamp-outside-validity':
      return {
        text: `A timestamp is of ${day(reason.at)}, when its authority was not in use.`,
        wayOut: DO_NOT_USE,
      };
    case 'identity-differs':
      return {
        text: `The signer is ${quote(reason.actual)}; you expect ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'issuer-differs':
      return {
        text: `The signer was confirmed by ${quote(reason.actual)}; you expect ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'subject-differs':
      return {
        text: `The certificate belongs to ${quote(reason.actual)}; you expect ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'subject-alt-name-differs':
      return {
        text: `The certificate ${alternativeNames(reason.actual)}; you expect ${quote(reason.expected)}.${near(reason.nearMiss)}`,
        wayOut: OTHER_SIGNER,
      };
    case 'identity-not-in-pattern':
      return {
        text: `The signer is ${quote(reason.actual)}, which does not fit your pattern ${quote(reason.pattern)}.`,
        wayOut: OTHER_SIGNER,
      };
    case 'certificate-differs':
      return {
        text:
          reason.which === 'leaf'
            ? `The signer’s certificate is ${reason.actual.map(quote).join(', ')}; you expect ${quote(reason.expected)}.`
            : `No CA between the signer and the root has the fingerprint ${quote(reason.expected)} that you expect; the signature brings ${certificates(reason.actual)}.`,
        wayOut:
          'Compare the fingerprint with the one that you have from the publisher or the CA. Do not rely on this model unless they confirm the other certificate.',
      };
    case 'key-differs':
      return {
        text: `The signature says that it was made with the key ${quote(reason.actual)}; yours is ${quote(reason.expected)}.`,
        wayOut: 'Make sure that you have the publisher’s present key.',
      };
    case 'pin-differs': {
      const claim = reason.isConfirmed ? '' : ' That was a claim that nobody had confirmed.';
      const before =
        reason.replacedAt === null
          ? ''
          : ` That is whom you had remembered until ${day(reason.replacedAt)}, when you approved another.`;
      return {
        text: `Not the same signer as last time: you remembered ${signerText(reason.expected)} as ${quoted(reason.name)} on ${day(reason.pinnedAt)}; this signature says that it is by ${signerText(reason.actual)}.${claim}${before}`,
        wayOut:
          'Ask the publisher, by a way that you know from elsewhere, whether they sign with another name or key now. Only if they say so, approve the change by hand.',
      };
    }
    case 'pin-unconfirmed':
      return {
        text: `It is the same signer as the one that you remembered as ${quoted(reason.name)} on ${day(reason.pinnedAt)}. But that was a claim: nobody had confirmed whom to expect.`,
        wayOut: 'Find out from the publisher’s own site whom to expect, and say so.',
      };
    case 'organisation-differs':
      return {
        text: `${quoted(reason.organisation)} expects ${reason.expected.map(signerText).join(' or ')} for this model (entry ${quoted(reason.entry)}); this signature says that it is by ${signerText(reason.actual)}.`,
        wayOut: 'Do not use it. Ask whoever keeps that file of expectations.',
      };
    case 'chain-without-trusted-root':
      return {
        text: `No root that you trust vouches for this certificate: its chain ends with ${quoted(reason.issuer)}, which is not among them.`,
        wayOut:
          'If you know that CA, get its root certificate (for Sigstore, its trusted_root.json) from a source that you trust and choose it.',
      };
    case 'chain-not-allowed':
      return {
        text: `The certificate ${quoted(reason.subject)} may not stand in this chain: ${CHAIN_PROBLEMS[reason.problem]}.`,
        wayOut: ASK_SIGNER,
      };
    case 'certificate-expired':
      return {
        text: `The certificate ${quoted(reason.subject)} expired on ${day(reason.notAfter)}, and nothing proves that the signature is older.`,
        wayOut: ASK_SIGNER,
      };
    case 'certificate-not-yet-valid':
      return {
        text: `The certificate ${quoted(reason.subject)} is not in force before ${day(reason.notBefore)}.`,
        wayOut: 'Make sure that the clock of this computer is right.',
      };
    case 'certificate-not-valid-when-signed':
      return {
        text: 'The certificate was not in force, or not from a trusted CA, when the signature was made.',
        wayOut: DO_NOT_USE,
      };
    case 'certificate-may-not-sign':
      return {
        text: `The certificate ${quoted(reason.subject)} was not issued for signing.`,
        wayOut: ASK_SIGNER,
      };
    case 'identity-ambiguous':
      return { text: `It is not clear who signed: ${reason.detail}.`, wayOut: ASK_SIGNER };
    case 'key-came-with-model':
      return {
        text: 'The only key that fits came with the signature itself, so anybody could have made both.',
        wayOut: 'Get the public key from the publisher and choose its file.',
      };
    case 'log-unknown':
      return {
        text: `The signature is in a log that your trusted root does not know (${reason.logId.slice(0, 16)}…).`,
        wayOut: 'If it is a private Sigstore, choose its trusted_root.json.',
      };
    case 'timestamp-untrusted':
      return {
        text: `Only a timestamp says when this was signed, and it is by an authority that your trusted root does not know (${quoted(reason.issuer)}).`,
        wayOut: 'If it belongs to a private Sigstore, choose its trusted_root.json.',
      };
    case 'signing-time-missing':
      return {
        text: 'Nothing proves when this was signed, and the signer’s certificate was good for some minutes only.',
        wayOut: 'Ask whoever signed it for a signature with a timestamp.',
      };
    case 'expectation-not-yours':
      return {
        text: `${CLAIMANTS[reason.by]} names this signer. You have not said whom you expect.`,
        wayOut: 'Find out from the publisher who signs this model, enter it, and check again.',
      };
    case 'trust-not-yours':
      return {
        text: `${CLAIMANTS[reason.by]} brought the key, certificate or trusted root that vouches for this signer. Whoever made it may have brought their own.`,
        wayOut: 'Get it from the publisher’s own site and choose its file yourself.',
      };
    case 'claimed-differs':
      return {
        text: `${CLAIMANTS[reason.by]} names ${signerText(reason.expected)}; this signature says that it is by ${signerText(reason.actual)}.`,
        wayOut: 'Do not use it before the publisher has told you who signs this model.',
      };
    case 'nobody-named':
      return {
        text: 'You have not said whom you expect.',
        wayOut: 'Find out from the publisher who signs this model, enter it, and check again.',
      };
    case 'expectations-unusable':
    case 'expectations-expired':
    case 'expectations-ambiguous':
    case 'expectations-silent':
    case 'log-required':
    case 'timestamp-required':
    case 'algorithm-not-allowed':
    case 'file-type-not-allowed':
      return expectationsMessage(reason);
    case 'files-differ':
      return {
        text: `${fileCounts(reason)}.`,
        wayOut:
          'Make sure that this is the model’s own folder; then get the files that differ again, or leave the model alone.',
      };
    case 'single-file-signature':
      return {
        text: `The signature is about one single file, but ${String(reason.files)} were given.`,
        wayOut: 'Choose that file itself, with its signature, instead of its folder.',
      };
    case 'no-file-signed':
      return {
        text:
          reason.files === 1
            ? 'These bytes are not what was signed: either they were changed, or the signature belongs to another file.'
            : 'None of these files is what was signed.',
        wayOut: 'Make sure that the signature belongs to this file; then get both again from the publisher.',
      };
    case 'signed-under-another-name':
      return {
        text:
          reason.signed === ''
            ? `The bytes of ${quoted(reason.path)} were signed, but not as what is called so.`
            : `The bytes of ${quoted(reason.path)} were signed, but under the name ${quoted(reason.signed)}.`,
        wayOut: 'Give the file that name again, or get the one that belongs under this name.',
      };
    case 'model-is-below':
      return {
        text: `The signed files seem to be in the folder ${quoted(reason.path)}, not in the one that you chose.`,
        wayOut: 'Choose that folder.',
      };
    case 'model-is-above':
      return {
        text: `The folder that you chose seems to be the model’s own folder ${quoted(reason.path)}.`,
        wayOut: 'Choose the folder above it, which holds the whole model.',
      };
    case 'files-not-asked':
      return {
        text: 'No file was checked: only the signature was looked at.',
        wayOut: 'Download the model, and check its folder.',
      };
    case 'remote-address-unusable':
      return {
        text: `${quoted(reason.address)} is not an address of a model that we can use: ${ADDRESS_PROBLEMS[reason.problem]}.`,
        wayOut:
          'Write hf://ORGANISATION/MODEL@REVISION, oci://HOST/NAME:TAG, or the https:// address of a folder with an index file.',
      };
    case 'remote-unreachable':
      return {
        text: `${quoted(reason.host)} gave no answer that could be read here.`,
        wayOut:
          'It may be down, or not let other pages read what it sends. Try again later, or download the model and check the folder.',
      };
    case 'remote-not-found':
      return {
        text: `${quoted(reason.host)} says that there is no such thing: ${quote(reason.what)}.`,
        wayOut: 'Look for a slip in the address, and whether this version is still there.',
      };
    case 'remote-refused':
      return {
        text: `${quoted(reason.host)} does not let us in without a name and a secret (${reason.status}). Some hosts say so of what is not there, too.`,
        wayOut:
          'Look for a slip in the address. If you have an account there, give its token to the command ($HF_TOKEN; for a registry, by docker login), or download the model and check the folder.',
      };
    case 'remote-failed':
      return {
        text: `${quoted(reason.host)} could not answer (${reason.status}).`,
        wayOut:
          reason.status === 429
            ? 'It was asked too often: wait some minutes, then try again.'
            : 'Try again later, or download the model and check the folder.',
      };
    case 'remote-too-slow':
      return {
        text: `${quoted(reason.host)} did not answer within ${reason.seconds} seconds.`,
        wayOut: 'Try again later, or download the model and check the folder.',
      };
    case 'remote-listing-malformed':
      return {
        text: `What ${quoted(reason.host)} lists cannot be read: ${quote(reason.at)} ${quote(reason.problem)}.`,
        wayOut: 'Tell whoever runs that host; meanwhile download the model and check the folder.',
      };
    case 'remote-listing-too-large':
      return {
        text: `${quoted(reason.host)} lists more than ${reason.unit === 'bytes' ? bytes(reason.limit) : `${reason.limit} files`}.`,
        wayOut: 'Make sure that the address is of one model.',
      };
    case 'remote-digest-differs':
      return {
        text: `${quoted(reason.host)} was asked for ${quote(reason.what)} by its digest, and sent something else.`,
        wayOut: 'Do not use what it serves, and tell whoever runs that host.',
      };
    case 'remote-packed':
      return {
        text:
          reason.count === 1
            ? `${quoted(reason.path)} is an archive: the files in it cannot be compared one by one.`
            : `${reason.count} parts, such as ${quoted(reason.path)}, are archives: the files in them cannot be compared one by one.`,
        wayOut: 'Download and unpack the model, then check the folder.',
      };
    case 'remote-file-failed':
      return {
        text: `${quoted(reason.path)} could not be had from ${quoted(reason.host)}: ${REMOTE_FILE_PROBLEMS[reason.problem]}.`,
        wayOut: 'Try again later, or download the model and check the folder.',
      };
    case 'hub-reported':
      return {
        text: `No file was read: ${quoted(reason.host)} itself says that ${reason.agreeing} of ${reason.signed} signed files are as signed.`,
        wayOut: 'Have the files streamed, or download the model and check its folder.',
      };
    case 'download-failed':
      return {
        text: `${quoted(reason.path)} could not be written to the folder.`,
        wayOut: 'Make room, or choose another folder, then start again: what is there already is kept.',
      };
    case 'only-some-asked':
      return {
        text: `You asked for some paths only: ${String(reason.checked)} of ${String(reason.signed)} signed files were checked.`,
        wayOut: 'Check without that choice to learn about the whole model.',
      };
    case 'name-twin':
      return {
        text: `${quoted(reason.path)} is not signed; ${quoted(reason.signed)}, which is signed, is missing. ${NAME_TWINS[reason.twin]}.`,
        wayOut: 'Get the file again under its own name, or give it that name if you renamed it.',
      };
    case 'names-not-checked':
      return {
        text: 'This is a download cache of Hugging Face, which keeps files under their digests: their names were not checked.',
        wayOut:
          'To check the names too, make a copy that has them (“hf download NAME --local-dir FOLDER”) and check that folder.',
      };
    case 'files-are-pointers':
      return {
        text: `${pointerCount(reason.count, reason.path)}: small text files of ${POINTER_SYSTEMS[reason.system]} that only say which file belongs there. You have the pointer, not the file.`,
        wayOut: POINTER_WAYS[reason.system],
      };
    case 'file-is-pointer':
      return {
        text: `${quoted(reason.path)} is a pointer of ${POINTER_SYSTEMS[reason.system]}, not the file itself.`,
        wayOut: POINTER_WAYS[reason.system],
      };
    case 'file-appeared':
      return {
        text: `${quoted(reason.path)} appeared while the model was being checked.`,
        wayOut: 'Wait until nothing writes to the model any more, then check it again.',
      };
    case 'folder-unreadable':
      return {
        text: `The folder ${quoted(reason.path)} could not be listed, so nobody knows what is in it.`,
        wayOut: 'Make sure that you may read it, then choose the model again.',
      };
    case 'file-not-regular':
      return {
        text: `${quoted(reason.path)} is a pipe, a socket or a device, not a file.`,
        wayOut: 'Remove it, or choose a folder without it.',
      };
    case 'file-unreadable':
      return {
        text: `${quoted(reason.path)} could not be read.`,
        wayOut:
          'If it changed after you chose the model, choose the model again. Else make sure that you may read it.',
      };
    case 'file-changed-while-read':
      return {
        text: `${quoted(reason.path)} changed while the model was being checked.`,
        wayOut: 'Wait until nothing writes to it any more, then choose the model again and check it.',
      };
    case 'file-is-link':
      return {
        text: `${quoted(reason.path)} is a link ${LINK_PROBLEMS[reason.problem]}.`,
        wayOut: 'Replace the link by the file itself.',
      };
    case 'model-empty':
      return reason.looksLike === null
        ? {
            text: 'There is no file here.',
            wayOut:
              'Choose the folder that holds the model. A folder of links, as in a download cache, looks empty to a browser. In Firefox, so does one with a folder in it that you may not open: drop it instead, or remove that folder.',
          }
        : {
            text: 'This folder is a snapshot in Hugging Face’s cache: it holds only links, and a browser does not show links.',
            wayOut:
              'Open it, select all files, and choose them as files: that follows links. Or choose the folder “models--…” two levels up, which is checked by digest.',
          };
    case 'model-unreadable':
      return {
        text: 'The model could not be read.',
        wayOut: 'Make sure that it is there and that you may read it, then choose it again.',
      };
    case 'model-path-unsafe':
      return {
        text: `The file name ${quoted(reason.path)} ${NAME_PROBLEMS[reason.problem]}.`,
        wayOut: 'Rename the file, or choose it another way.',
      };
    case 'model-path-duplicate':
      return { text: `The file ${quoted(reason.path)} was given twice.`, wayOut: 'Choose the model once.' };
    case 'model-too-many-files':
      return {
        text: `There are more than ${String(reason.limit)} files here.`,
        wayOut: 'Make sure that you chose the model’s own folder.',
      };
    case 'engine-failed':
      return {
        text: `The checking engine stopped (${quoted(reason.detail)}).`,
        wayOut: 'Reload the page and try again; if it happens again, please tell us.',
      };
    default:
      return reason satisfies never;
  }
}
