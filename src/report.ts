import type { ClaimFacts } from './claim-facts.js';
import type { CannotSee, FileResult, FilesRow, LeftOut, ModelFacts } from './file-result.js';
import type { Note } from './note.js';
import type { Reason } from './reason.js';
import type {
  BundleFacts,
  LogEntryFacts,
  ManifestFacts,
  SignerFacts,
  TimestampFacts,
} from './signed-facts.js';
import type { TrustFacts } from './trust-facts.js';

export type * from './claim-facts.js';
export type * from './file-result.js';
export type * from './remote-facts.js';
export type * from './signed-facts.js';
export type * from './trust-facts.js';

/** The version of the shape below. It grows when a field changes meaning; added fields do not change it. */
export const REPORT_SCHEMA_VERSION = 1;

/** In order of precedence: the first that applies wins. */
export const VERDICT_CODES = [
  'could-not-check',
  'unsigned',
  'signature-invalid',
  'signer-mismatch',
  'files-mismatch',
  'partial',
  'signer-untrusted',
  'signer-unconfirmed',
  'verified',
] as const;

export type VerdictCode = (typeof VERDICT_CODES)[number];
export type Colour = 'grey' | 'red' | 'amber' | 'green';

/** A verdict other than `verified` cannot be written down without a reason. */
export type Verdict =
  | {
      /** All that was signed is here unchanged, and the signer is who was expected. */
      readonly code: 'verified';
      /** The colour that the verdict is shown in. */
      readonly colour: 'green';
      /** One sentence, in English. May quote the attacker's text: escape it. */
      readonly headline: string;
      /** None. */
      readonly reasons: readonly [];
    }
  | {
      /** How the check ended (docs/verdicts.md). */
      readonly code: Exclude<VerdictCode, 'verified'>;
      /** The colour that the verdict is shown in. */
      readonly colour: Exclude<Colour, 'green'>;
      /** One sentence, in English. May quote the attacker's text: escape it. */
      readonly headline: string;
      /** Why it is not `verified`; the first gives the verdict. */
      readonly reasons: readonly [Reason, ...Reason[]];
    };

/** Everything that one check found, as plain JSON. */
export interface Report {
  /** The version of this shape. It grows when a field changes meaning. */
  readonly schemaVersion: typeof REPORT_SCHEMA_VERSION;
  /** What made the report. */
  readonly tool: {
    /** Always the same. */
    readonly name: 'touchstone';
    /** Its version. */
    readonly version: string;
  };
  /**
   * ISO 8601, UTC: the time against which validity was judged (the request's `now`, else this machine's clock).
   * @pattern ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$
   */
  readonly checkedAt: string;
  /** Whole check, in milliseconds. */
  readonly durationMs: number;
  /** How it ended, and why. */
  readonly verdict: Verdict;
  /** The four things that were checked, each by itself. */
  readonly rows: Rows;
  /** Sorted: what differs first, then by path (code units). */
  readonly files: readonly FileResult[];
  /** What was looked at. */
  readonly model: ModelFacts;
  /** The file that holds the signature; null where none was found or could be read. */
  readonly bundle: BundleFacts | null;
  /** What an OMS bundle signs; null for every other kind. */
  readonly manifest: ManifestFacts | null;
  /** What any other bundle signs: a file by its digest, or a statement about files. */
  readonly claim: ClaimFacts | null;
  /** Who signed, by the bundle's own material; null where that could not be read. */
  readonly signer: SignerFacts | null;
  /** Logs that vouch for the signature, as far as they were looked at. */
  readonly logEntries: readonly LogEntryFacts[];
  /** Timestamps of the signature that hold. */
  readonly timestamps: readonly TimestampFacts[];
  /** What the check relied on, and whom it expected. */
  readonly trust: TrustFacts;
  /** Files that do not count, and by whose word. */
  readonly leftOut: readonly LeftOut[];
  /** What this check did not look at. */
  readonly notChecked: readonly NotChecked[];
  /** Things found that changed nothing, such as unknown keys in the manifest. */
  readonly notes: readonly Note[];
  /** What the page adds when it saves a report; absent in those of the library and of the command. */
  readonly circumstances?: Circumstances;
}

/** What the check itself does not know. */
export interface Circumstances {
  /** Whether it is a check of the sample that comes with the page, whose signer is made up: it is evidence of nothing. */
  readonly isSample: boolean;
  /** What the person calls the Sigstore that they had installed and chose; null for any other. */
  readonly installed: string | null;
}

/** Each value is one of a few words (docs/verdicts.md). */
export interface Rows {
  /** Do the bytes here match what was signed? */
  readonly files: FilesRow;
  /** Is the signature over that list mathematically valid? */
  readonly signature: {
    /** In a word. */
    readonly value: 'valid' | 'invalid' | 'not-checked';
  };
  /** Is who signed whom the person expects? */
  readonly signer: {
    /** `vouched-for`: by the CA that the person named. `not-stated`: they named nobody, whatever a page or a link says. */
    readonly value: 'expected' | 'vouched-for' | 'not-stated' | 'untrusted' | 'different' | 'not-checked';
  };
  /** When was it signed, and what proves it? */
  readonly time:
    | {
        /** Something that the check trusts says when. */
        readonly value: 'proven';
        /** What proves it. */
        readonly by: 'log' | 'timestamp-authority';
        /** ISO 8601, UTC: the signature is at least as old. */
        readonly at: string;
      }
    | {
        /** Nothing proves when. */
        readonly value: 'not-proven';
      }
    | {
        /** Not looked at. */
        readonly value: 'not-checked';
      };
}

/** What was not looked at. */
export type NotChecked =
  | {
      /** Whether a certificate was revoked. */
      readonly code: 'revocation';
    }
  | {
      /** What this way of listing cannot show. */
      readonly code: Exclude<CannotSee, 'empty-directories'>;
    }
  | {
      /** What the files are called: only their bytes were compared. */
      readonly code: 'names';
    }
  | {
      /** The file itself: only its digest was given. */
      readonly code: 'bytes';
    }
  | {
      /** What lies on a disk: the files came from a host, and nothing was kept. */
      readonly code: 'copy-on-disk';
    }
  | {
      /** Other paths than the person asked for. */
      readonly code: 'other-paths';
    }
  | {
      /** When it was signed: nothing independent proves it. */
      readonly code: 'signing-time';
    }
  | {
      /** The files, since the check ended before, or was about the signature alone. */
      readonly code: 'files';
      /** What ended it. */
      readonly why: 'signature' | 'signer' | 'could-not-check' | 'not-asked';
    };
