import type { Topic } from './args.js';

const MAIN = `touchstone: who vouches for these exact bytes?

Checks a model against its OpenSSF Model Signing bundle, or a file against any
Sigstore bundle about it. Nothing leaves this machine. It connects to nobody
but the host of a model that you name by hf://, oci:// or https://, and, by
trust update, to a repository of trust.

  touchstone verify [sigstore|key|certificate] MODEL [options]
  touchstone verify [sigstore|key|certificate] --jsonl LIST [options]
  touchstone digest MODEL [options]
  touchstone index FOLDER [options]
  touchstone badge REPORT
  touchstone trust update [FROM] [options]
  touchstone trust show [options]
  touchstone --version
  touchstone --help

See touchstone COMMAND --help, and touchstone verify --jsonl LIST --help.
`;

const VERIFY = `touchstone verify [sigstore|key|certificate] MODEL [options]

MODEL is a folder or a single file, or lies on a network (see below). Without a
method, the options choose one; without any, the claims of the bundle are
checked as far as they go, and nobody is expected: that is never "verified".

Beside OMS signatures of a model, any Sigstore bundle about files is checked:
of cosign sign-blob, GitHub attestations, npm provenance and the like. What a
statement says about the file is then the signer's word, and shown as such. With
--signature, MODEL may be a digest: sha256:HEX (sha384, sha512).

Links are followed inside MODEL only, and count only if the signer allowed
links. A model in Hugging Face's cache: name its folder models--..., which is
compared by digest. That is never "verified", since names are not checked.

  --signature FILE          the bundle; by default it is found in the model,
                            by its content
  --ignore-paths PATH       leave this and all in it out, unless it is signed;
                            absolute, or relative to the current folder;
                            repeatable
  --only PATH               check this and all in it, and nothing else: that is
                            never "verified"; a path as above; repeatable
  --ignore-unsigned-files   list files that are not signed, do not fail for them
  --engine ENGINE           native (Node's own code, the default) or wasm (what
                            the page runs in a browser); the digests are equal
  --badge FILE              write a picture (SVG) of what came out: who signed,
                            when it was checked. It proves nothing by itself
  --json                    print the whole report as JSON
  --quiet, -q               print nothing on standard output
  --no-trust-store          leave out what touchstone trust update has found
  --trust-store DIR         look for it in another folder than the usual one
  --stale-trust-days N      say when the list of authorities and logs is older
                            than N days (30)
  --expect FILE             your organisation's file of whom to expect for which
                            models (docs/expectations.md), in the place of all
                            options that follow here

On a network: hf://ORG/MODEL[@REVISION], oci://HOST/NAME[:TAG][@DIGEST], or
https://HOST/FOLDER/ with a touchstone-index.json (touchstone index makes it)
  --depth streamed          fetch every signed file and hash it on the way; keep
                            nothing. No copy on a disk was checked (the default)
  --depth reported          fetch the signature alone, and compare what the host
                            says of its files: that is never "verified"
  --download FOLDER         check the signature, then fetch all files to FOLDER
                            and check that. What is there as it was signed is
                            not fetched again; another file of a name in the
                            listing is replaced
  --yes, --max-bytes SIZE   fetch as much as it takes, or up to 500MB, 20GB, …;
                            otherwise you are asked, or it ends with 2
  --hub URL                 a hub that speaks as Hugging Face does, in place of
                            $HF_ENDPOINT or Hugging Face
  --signature may be a path that the host lists, or a referrer (sha256:HEX);
  --ignore-paths and --only are relative to the model. Secrets come from the
  environment alone: $HF_TOKEN, for the hub; for registries what docker login
  wrote to $DOCKER_CONFIG/config.json ("auths"). A folder of such a name is
  written ./hf:/…

sigstore: a person or a machine with an identity that a provider confirms
  --identity NAME           whom you expect, exactly: an e-mail address or a URL
  --identity-pattern PAT    instead: a pattern that the whole identity must fit.
                            * is any characters but "/", ** any at all. It lets
                            in everybody who fits
  --identity-provider URL   who confirms that identity
  --trusted-root FILE       a trusted_root.json instead of the built-in one
  --trust-config FILE       the same out of a client trust config

key: a key pair
  --public-key FILE         the signer's public key (PEM)
  --trusted-root FILE       hold the log entries that the signature brings
                            against this Sigstore; --trust-config FILE likewise

certificate: a certificate from an authority that you trust
  --certificate-chain FILE  your root certificates (PEM); repeatable; not needed
                            with a fingerprint
  --subject NAME            the subject that you expect: all of it, such as
                            "CN=Model Signing, O=Acme" (openssl's -nameopt
                            RFC2253), or its common name if it has no more
  --subject-alt-name NAME   an alternative name that you expect: an e-mail
                            address, a URI or a host name
  --leaf-fingerprint HEX    SHA-256 of the signer's own certificate (DER)
  --intermediate-fingerprint HEX
                            the same of a CA between it and the root
What you expect must come from the publisher, not from the signature.

Exit status: 0 verified, 2 could not be checked, 1 anything else.
`;

const DIGEST = `touchstone digest MODEL [options]

Prints the model's root digest (SHA-256, hex): what a signature made now would
cover. Git's own files and bundles at the model's top are not part of it.

  --ignore-paths PATH       leave this and all in it out; absolute, or relative
                            to the current folder; repeatable
  --engine ENGINE           native (Node's own code, the default) or wasm (what
                            the page runs in a browser); the digests are equal
`;

const TRUST = `touchstone trust update [FROM] [options]
touchstone trust show [options]

Whom a Sigstore relies on changes: keys rotate, logs are added, a revoked one
must go. update gets the current list of authorities and logs from a repository,
by the rules of The Update Framework: nothing counts that is not signed by the
keys that this program knows, is older than what was seen, or whose time is
over. What was trusted before stays in use when that fails. show says what
counts now. touchstone verify uses it by itself.

FROM is an https address (http on this machine) or a folder with a repository,
published or checked out; by default the public Sigstore's. It sends nothing but
names of public files.

  --for FILE      update a private Sigstore: the trusted_root.json that you got.
                  What is found stands in its place, where it is given to verify
  --root FILE     its root.json, as you got it; needed once. FROM is remembered
                  too
  --store DIR     where trust is kept; by default $TOUCHSTONE_TRUST, or the
                  folder where programs of this system keep such things
  --json          print it as JSON
  --quiet, -q     update: print nothing on standard output

Exit status: 0 done, 2 refused, not reached or damaged.
`;

const LIST = `touchstone verify [sigstore|key|certificate] --jsonl LIST [options]

LIST has a line of JSON for each model: {"model": "hf://org/name@revision"}, or
a path, relative to where LIST lies. A line may say more, each as the option of
touchstone verify is called: "method", "identity", "identityProvider",
"publicKey", "signature", "ignorePaths" (a list of paths in the model), "only",
"ignoreUnsignedFiles", "depth", "hub" and the like. Where it says nothing of
whom to expect, the options beside --jsonl count, for all lines that do not.

  --out RESULTS     a line of JSON for each model that is done: its question's
                    id, line, model, verdict, reasons, headline, revision,
                    checkedAt, durationMs, exitCode, report. What stands there
                    is not checked again: after a kill, start it as before. One
                    process at a time. Without it, they are printed
  --reports FOLDER  the whole report of each, as ID.json
  --shard I/N       only each line whose number, from 0, leaves I when it is
                    divided by N: for N machines, each with its own --out
  --retry           check anew what could not be checked; the last line counts
  --at-once N       how many models at once (4 on networks, 1 on this machine)
  --max-minutes N   how long one model may take; then it could not be checked
  --depth, --hub, --yes, --max-bytes SIZE (of each model), --ignore-paths,
  --only, --ignore-unsigned-files, --signature, --engine, --trust-store,
  --stale-trust-days, --quiet, and who is expected: as of touchstone verify

Exit status: 0 all verified, 1 some are not, 2 some could not be checked, or
the list itself could not be. 130 or 143 interrupted: nothing is half written.
`;

const INDEX = `touchstone index FOLDER [options]

Writes touchstone-index.json into FOLDER: with it, any web server that serves
the folder can be asked by touchstone verify https://HOST/FOLDER/. It lists all
files, without itself and .git, and is evidence of nothing. Sign first: the
signature has to be listed. A check of FOLDER itself then leaves the index out
with --ignore-paths FOLDER/touchstone-index.json, since it is not signed.

  --no-digests      leave out the files' digests, which take time; then
                    --depth reported has nothing to compare
  --engine ENGINE   native (the default) or wasm
`;

const BADGE = `touchstone badge REPORT

Prints a static picture (SVG) of what a report (--json) says: who signed, and
when it was checked. A picture proves nothing: put it into a link to where
people can check for themselves. touchstone verify --badge FILE writes one of
its own check.
`;

export function help(topic: Topic): string {
  return {
    touchstone: MAIN,
    verify: VERIFY,
    list: LIST,
    digest: DIGEST,
    trust: TRUST,
    index: INDEX,
    badge: BADGE,
  }[topic];
}
