import type { Method } from '../../../src/index.js';
import { code, foreign, type Sentence } from '../../lib/sentence.js';

export const expect = {
  title: 'Whom do you expect?',
  note: 'Ask the publisher, or look on their own site. This is not filled in from the signature: a forger would write a fitting name into it.',
  methods: {
    sigstore: {
      label: 'A person or a workflow',
      hint: 'They signed in with an account, and Sigstore certified its name: an e-mail address, or the address of a workflow.',
    },
    key: {
      label: 'A public key',
      hint: 'The publisher gave you a key file, by a way that you trust. Whoever has its private half has signed; no name is proven.',
    },
    certificate: {
      label: 'A certificate authority',
      hint: 'An authority that you trust, such as your company’s or a bank’s, certified the signer’s name.',
    },
    inspect: {
      label: 'I don’t know whom to expect',
      hint: 'Shows who signed, as far as that can be proven. The verdict cannot be green.',
    },
  } satisfies Record<Method | 'inspect', { label: string; hint: string }>,
  where: {
    title: 'Where do I find whom to expect?',
    ways: [
      [
        'On the publisher’s own site, in their documentation or security page: look for “signed by”, “signature” or “verify”.',
      ],
      [
        'In the command that they give for checking: after ',
        code('--identity'),
        ' or ',
        code('--certificate-identity'),
        ' stands the identity, after ',
        code('--identity-provider'),
        ' or ',
        code('--certificate-oidc-issuer'),
        ' the issuer.',
      ],
      [
        'For a model that is built in public, the identity is the workflow’s address, such as ',
        code('https://github.com/OWNER/REPOSITORY/.github/workflows/release.yml@refs/tags/v1.0'),
        ', and the issuer is GitHub Actions.',
      ],
      ['From the publisher themselves, at an address that you know from elsewhere.'],
      [
        'Not from the model’s folder, its description or the signature: whoever changed the model could have changed these too.',
      ],
    ],
  },
  keyFile: 'Public key file',
  keyHint: 'PEM, usually named .pub or .pem',
  /** What was missing at an attempt to check. */
  missing: {
    identity: 'Write whom you expect, such as an e-mail address.',
    pattern: 'Write the pattern that the identity has to fit.',
    issuer: 'Write or choose who confirms that identity.',
    trustedRoot: 'Choose the trusted root file of that Sigstore, or use another one.',
    publicKey: 'Choose the public key file that the signer gave you.',
    roots: 'Choose the certificate of the authority that you trust, or pin the certificate by a fingerprint.',
  },
};

export const identity = {
  label: 'Identity',
  exact: 'An e-mail address, or the address of a workflow. It is compared exactly, capital letters too.',
  pattern: 'A pattern that the whole identity has to fit, capital letters too.',
  star: 'Without “This is a pattern”, the “*” stands for itself.',
  isPattern: 'This is a pattern',
  patternHint:
    '“*” stands for any characters but “/”, “**” for any at all. The whole identity has to fit, and everybody whose identity fits is let in.',
  example: (pattern: string): Sentence => ['Such as ', code(pattern), ': this workflow, from any tag.'],
  issuer: 'Issuer',
  issuerHint: 'Who confirms that identity: the address of the service with which they signed in.',
  usualIssuers: 'Usual issuers',
  /** The others are proper names. */
  gitHubAccount: 'GitHub account',
};

export const certificate = {
  files: 'CA certificate files',
  filesHint: 'PEM, one or several',
  subject: 'Expected subject (optional)',
  subjectHint:
    'The name in the signer’s certificate. Without it, anybody whom the authority certified for signing will do.',
  pin: 'Pin the certificate further',
  pinNote:
    'Ask the publisher for what you write here; do not take it from the signature. With a fingerprint, no CA certificate file is needed.',
  alternativeName: 'Expected alternative name (optional)',
  alternativeNameHint: 'An e-mail address, a host name or a URI in the signer’s certificate, exactly.',
  leaf: 'Fingerprint of the signer’s certificate (optional)',
  leafHint:
    'SHA-256 in hex, colons allowed, from the publisher. The signer’s next certificate will have another one.',
  intermediate: 'Fingerprint of an intermediate CA (optional)',
  intermediateHint:
    'SHA-256 in hex, colons allowed, from the publisher: of a certificate between the signer’s and the root.',
};

/** Of every field. */
export const field = {
  unseen: (value: string): Sentence => [
    'Something in it cannot be seen, and it counts: ',
    foreign(value, 'mono'),
  ],
  spaceAtAnEnd: 'There is a space at the start or the end. It counts.',
  unreadableFile: 'The browser could not read this file. Choose it again.',
  unreadableFiles: 'The browser could not read these files. Choose them again.',
  remove: 'Remove',
  /** For those who hear it without its surroundings. */
  removeNamed: (name: string): string => `Remove ${name}`,
};
