import type { Topic } from './args.js';

const MAIN = `touchstone: who vouches for these exact bytes?

Checks a model against its OpenSSF Model Signing bundle, or a file against any
Sigstore bundle about it. Nothing leaves this machine.

  touchstone verify [sigstore|key|certificate] MODEL [options]
  touchstone digest MODEL [options]
  touchstone --version
  touchstone --help

See touchstone verify --help and touchstone digest --help.
`;

const VERIFY = `touchstone verify [sigstore|key|certificate] MODEL [options]

MODEL is a folder or a single file. Without a method, the options choose one;
without any, the claims of the bundle are checked as far as they go, and nobody
is expected: that is never "verified".

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
  --json                    print the whole report as JSON
  --quiet, -q               print nothing on standard output
  --expect FILE             your organisation's file of whom to expect for which
                            models (docs/expectations.md), in the place of all
                            options that follow here

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

export function help(topic: Topic): string {
  return { touchstone: MAIN, verify: VERIFY, digest: DIGEST }[topic];
}
