import type { ReasonCode, Report } from '../../src/index.js';

/** The one button that stands out beside what to do next. */
export type Advised =
  | 'keep'
  | 'say-whom'
  | 'say-trusted'
  | 'check-all'
  | 'go-deeper'
  | 'check-again'
  | 'choose-again'
  | 'add-signature'
  | 'correct'
  | 'write';

/** What the person entered in the form is to be mended there. */
const OF_THE_FORM: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'bundle-ambiguous',
  'bundle-several',
  'predicate-type-unknown',
  'public-key-needed',
  'public-key-unusable',
  'root-needed',
  'root-unusable',
  'root-not-self-signed',
  'trusted-root-unusable',
  'identity-empty',
  'issuer-empty',
  'subject-empty',
  'subject-alt-name-empty',
  'pattern-unusable',
  'fingerprint-unusable',
  'only-path-unusable',
  'only-path-unknown',
  'ignore-path-unusable',
]);

/** Another choice is the way out. */
const OF_THE_CHOICE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'bundle-empty',
  'bundle-not-json',
  'bundle-unreadable',
  'bundle-too-large',
  'model-empty',
  'model-unreadable',
  'model-path-duplicate',
  'model-path-unsafe',
  'model-too-many-files',
  'engine-failed',
]);

/** It may go better the next time. */
const OF_THE_NETWORK: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'remote-file-failed',
  'remote-unreachable',
  'remote-failed',
  'remote-too-slow',
  'download-failed',
]);

/** What the person can trust besides, if the publisher says so. Nothing of that makes up for another fault. */
const OF_TRUST: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'chain-without-trusted-root',
  'key-came-with-model',
  'log-unknown',
  'timestamp-untrusted',
  // Whom a link names, the person may still say: no fault of the publisher's.
  'expectation-not-yours',
]);

/** Whether another folder was compared than the one that was signed. */
export function liesElsewhere({ verdict }: Pick<Report, 'verdict'>): boolean {
  return verdict.reasons.some(({ code }) => code === 'model-is-below');
}

/** Whether what was compared is a host's, and no folder of the person's. */
export function isOfHost({ model }: Pick<Report, 'model'>): boolean {
  return model.source === 'hub-listing' || model.source === 'streamed';
}

interface Circumstances {
  /** Whether what was chosen is listed anew by each check. */
  readonly isLive: boolean;
  /** Whether some paths only were asked for. */
  readonly onlySome: boolean;
}

/** Null where no button of this page is the way. */
export function advisedIn(
  { verdict, model }: Pick<Report, 'verdict' | 'model'>,
  { isLive, onlySome }: Circumstances,
): Advised | null {
  switch (verdict.code) {
    case 'verified':
      return 'keep';
    case 'signer-unconfirmed':
      return 'say-whom';
    case 'signer-untrusted':
      return verdict.reasons.every(({ code }) => OF_TRUST.has(code)) ? 'say-trusted' : 'write';
    case 'partial':
      if (verdict.reasons.some(({ code }) => code === 'hub-reported')) return 'go-deeper';
      // A cache without names is not made whole by a button.
      return onlySome ? 'check-all' : null;
    case 'files-mismatch':
      if (verdict.reasons[0].code === 'file-type-not-allowed') return 'write';
      if (liesElsewhere({ verdict })) return 'correct';
      if (isOfHost({ model })) return 'write';
      return isLive ? 'check-again' : 'choose-again';
    case 'signer-mismatch':
      // Not the form: to enter that name until it is green is the last thing to do. So with another method than was expected.
      return 'write';
    case 'signature-invalid':
      return 'choose-again';
    case 'unsigned':
      return 'add-signature';
    case 'could-not-check': {
      const [{ code }] = verdict.reasons;
      if (OF_THE_FORM.has(code)) return 'correct';
      if (OF_THE_NETWORK.has(code)) return 'check-again';
      return OF_THE_CHOICE.has(code) ? 'choose-again' : 'write';
    }
  }
}
