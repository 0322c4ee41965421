import type { Report } from '../../src/index.js';
import { basisKind } from '../lib/basis.js';
import { utf8 } from './encode.js';

/** The file that a record is about, as it is saved. */
export interface SavedReport {
  readonly name: string;
  /** Hex. */
  readonly sha256: string;
}

interface Made {
  /** By its own word. */
  readonly organisation: string;
  /** Where this page was served from. */
  readonly page: string;
}

interface Subject {
  readonly name: string;
  readonly digest: Readonly<Record<string, string>>;
}

/** An in-toto statement with a SLSA verification summary (https://slsa.dev/spec/v1.1/verification_summary). docs/evidence.md */
export function statementOf(report: Report, saved: SavedReport, { organisation, page }: Made): object {
  const { verdict, bundle, tool } = report;
  // What somebody vouches for may be that something failed.
  const isVerified =
    verdict.code === 'verified' && report.notes.every(({ code }) => code !== 'statement-not-passed');
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: saved.name, digest: { sha256: saved.sha256 } }, ...checkedIn(report)],
    predicateType: 'https://slsa.dev/verification_summary/v1',
    predicate: {
      verifier: { id: page, version: { [tool.name]: tool.version } },
      timeVerified: report.checkedAt,
      resourceUri: resourceUri(report),
      policy: policyOf(report),
      ...(bundle === null ? {} : { inputAttestations: [{ digest: { sha256: bundle.sha256 } }] }),
      verificationResult: isVerified ? 'PASSED' : 'FAILED',
      // No SLSA level was looked at; a name of one's own may stand there.
      verifiedLevels: [isVerified ? 'TOUCHSTONE_VERIFIED' : 'FAILED'],
      // Additions have URIs for names.
      'urn:touchstone:verdict': verdict.code,
      'urn:touchstone:organisation': organisation,
      'urn:touchstone:left-out': report.leftOut.filter(({ by }) => by === 'person' || by === 'signer').length,
    },
  };
}

/** What was checked, where it is what was signed: of other files nothing is known that others could compare. */
function checkedIn({ rows, model, manifest, claim, files }: Report): readonly Subject[] {
  if (rows.files.value !== 'match') return [];
  if (manifest !== null)
    return manifest.rootDigest === null
      ? []
      : [{ name: model.name ?? UNNAMED, digest: { sha256: manifest.rootDigest } }];
  if (claim === null) return [];
  return files.flatMap(({ path, state, algorithm, actual }) =>
    state === 'match' && algorithm !== null && actual !== null
      ? [{ name: path, digest: { [algorithm]: actual } }]
      : [],
  );
}

/** By whose word somebody was expected; of an organisation's file, which one. */
function policyOf(report: Report): object {
  const { basis } = report.trust;
  const uri = `urn:touchstone:expected-by:${basisKind(report)}`;
  return basis.kind === 'organisation' ? { uri, digest: { sha256: basis.sha256 } } : { uri };
}

const UNNAMED = 'unnamed';

/** A package URL: nothing is to be fetched there. By way of UTF-8, since a name may hold half a character, which no URL can. */
function resourceUri({ model, manifest, rows }: Report): string {
  const name = `pkg:generic/${encodeURIComponent(new TextDecoder().decode(utf8(model.name ?? UNNAMED)))}`;
  const root = rows.files.value === 'match' ? (manifest?.rootDigest ?? null) : null;
  return root === null ? name : `${name}?checksum=sha256:${root}`;
}
