import type { Claim } from './bundle/claim.js';
import { claimFacts } from './claim-facts.js';
import { resultNote } from './claim-result.js';
import type { ChosenBundle } from './choose.js';
import type { CheckOutcome } from './check/protocol.js';
import type { Comparison } from './comparison.js';
import { PREDICATE_TYPE_V01, type Manifest } from './bundle/manifest.js';
import { headline } from './headline.js';
import { judge } from './judge.js';
import type { ListedModel } from './model/list.js';
import type { Reason } from './reason.js';
import type { Note } from './note.js';
import {
  REPORT_SCHEMA_VERSION,
  type Expected,
  type FilesRow,
  type ManifestFacts,
  type ModelFacts,
  type NotChecked,
  type Report,
  type TrustFacts,
  type VerdictCode,
} from './report.js';
import { foundIn, unmet } from './expectations/unmet.js';
import { STALE_TRUST_DAYS } from './refreshed.js';
import type { VerifyRequest } from './request.js';
import type { Answer } from './whom.js';
import { VERSION } from './version.js';

type Facts = Omit<Report, 'verdict' | 'durationMs' | 'notChecked'>;

const NO_FILES: FilesRow = {
  value: 'not-checked',
  signed: 0,
  matching: 0,
  changed: 0,
  missing: 0,
  unsigned: 0,
  unreadable: 0,
  changedDuringCheck: 0,
  ignored: 0,
};

/** Gathers what each step found, so that a report exists wherever the check ends. */
export class ReportBuilder {
  readonly checkedAt: Date;
  private readonly started = performance.now();
  private readonly staleTrustDays: number;
  private facts: Facts;
  /** What the comparison left undone on purpose. */
  private undone: readonly NotChecked[] = [];

  constructor(request: Pick<VerifyRequest, 'now' | 'trust' | 'staleTrustDays'>) {
    this.staleTrustDays = request.staleTrustDays ?? STALE_TRUST_DAYS;
    this.checkedAt = request.now ?? new Date();
    this.facts = {
      schemaVersion: REPORT_SCHEMA_VERSION,
      tool: { name: 'touchstone', version: VERSION },
      checkedAt: this.checkedAt.toISOString(),
      rows: {
        files: NO_FILES,
        signature: { value: 'not-checked' },
        signer: { value: 'not-checked' },
        time: { value: 'not-checked' },
      },
      files: [],
      model: { name: null, kind: 'directory', source: 'entries', fileCount: 0, totalBytes: 0, cannotSee: [] },
      bundle: null,
      manifest: null,
      claim: null,
      signer: null,
      logEntries: [],
      timestamps: [],
      trust: unreadTrust(request.trust),
      leftOut: [],
      notes: [],
    };
  }

  listed(model: ListedModel): void {
    this.facts = { ...this.facts, model: modelFacts(model) };
  }

  named(name: string | null): void {
    this.facts = { ...this.facts, model: { ...this.facts.model, name } };
  }

  /** Nothing was listed: a digest was handed over. */
  digestGiven(): void {
    const model = {
      name: null,
      kind: 'file',
      source: 'digest',
      fileCount: 1,
      totalBytes: 0,
      cannotSee: [],
    } as const;
    this.facts = { ...this.facts, model };
  }

  /** Nor is anything to be listed. */
  nothingListed(name: string | null): void {
    this.facts = { ...this.facts, model: { ...this.facts.model, name, source: 'none' } };
  }

  /** Only what a host says of its files is looked at. */
  reportedOnly(): void {
    this.facts = { ...this.facts, model: { ...this.facts.model, source: 'hub-listing' } };
  }

  /** By whose word the signature was held against what. */
  asked({ basis, pins }: Pick<TrustFacts, 'basis' | 'pins'>): void {
    this.facts = { ...this.facts, trust: { ...this.facts.trust, basis, pins } };
  }

  checked(outcome: CheckOutcome, chosen: Pick<ChosenBundle, 'path'>): void {
    const { facts } = this;
    const { statement } = outcome;
    const manifest = statement?.kind === 'model' ? manifestFacts(statement.manifest) : null;
    const claim = statement?.kind === 'claim' ? claimFacts(statement.claim) : null;
    const bundle = outcome.bundle === null ? null : { ...outcome.bundle, path: chosen.path };
    const said =
      statement?.kind === 'model'
        ? manifestNotes(statement.manifest)
        : statement?.kind === 'claim'
          ? claimNotes(statement.claim)
          : [];
    const notes = [...this.staleNotes(outcome), ...said];
    const rows = { ...facts.rows, files: { ...NO_FILES, signed: manifest?.fileCount ?? 0 } };
    const trust = { ...facts.trust, ...outcome.trust };
    const known = { ...facts, bundle, manifest, claim, notes, rows, trust };
    if (outcome.kind === 'refused') {
      const { signer, isDifferent = false } = outcome;
      this.facts = {
        ...known,
        signer,
        rows: isDifferent ? { ...rows, signer: { value: 'different' } } : rows,
      };
      return;
    }
    const { signature, signer, time, facts: signerFacts, logEntries, timestamps } = outcome.signature;
    const found = [...notes, ...outcome.twins, ...outcome.signature.notes];
    this.facts = {
      ...known,
      notes: found,
      signer: signerFacts,
      logEntries,
      timestamps,
      rows: { ...rows, signature: { value: signature }, signer: { value: signer }, time },
    };
  }

  /** Of a chain of the person's own, no Sigstore was asked; of a key, only where a trusted root was given for its time. */
  private staleNotes({ bundle, trust }: CheckOutcome): readonly Note[] {
    const root = trust?.root ?? null;
    const isAsked = bundle?.method === 'sigstore' || (bundle?.method === 'key' && trust?.method === 'key');
    if (!isAsked || root?.ageDays == null || root.asOf === null) return [];
    const { asOf, ageDays: days, source } = root;
    const limit = this.staleTrustDays;
    return days > limit ? [{ code: 'trust-stale', asOf, days, limit, source }] : [];
  }

  compared({ row, files, leftOut, notes, notChecked }: Comparison): void {
    const { facts } = this;
    this.undone = notChecked;
    this.facts = {
      ...facts,
      files,
      leftOut,
      notes: [...facts.notes, ...notes],
      rows: { ...facts.rows, files: row },
    };
  }

  /** What an organisation asks for besides, and was not found. Once the files are compared. */
  unmet({ requires, outcome }: Pick<Answer, 'requires' | 'outcome'>): readonly Reason[] {
    if (requires === null) return [];
    const found = foundIn(this.facts);
    // Where anything is amiss with a signature, what else came with it was perhaps not verified.
    const isSound = outcome.kind === 'checked' && outcome.signature.reasons.length === 0;
    const proven = isSound ? found : { ...found, log: false, timestamp: false };
    return unmet(requires.organisation, requires.requirements, proven);
  }

  /** The verdict that the reasons and rows give. */
  end(...reasons: readonly Reason[]): Report {
    const judgement = judge(reasons, this.facts.rows);
    const durationMs = Math.round(performance.now() - this.started);
    const judged = {
      ...this.facts,
      durationMs,
      verdict: judgement,
      notChecked: this.notChecked(judgement.code),
    };
    return { ...judged, verdict: { ...judgement, headline: headline(judged) } };
  }

  /** docs/verdicts.md: a check that was not done is listed as not done. */
  private notChecked(code: Report['verdict']['code']): NotChecked[] {
    const { model, rows, signer } = this.facts;
    const list: NotChecked[] = [];
    if (rows.files.value === 'not-checked') {
      list.push({ code: 'files', why: ENDED_BY[code] ?? 'could-not-check' });
    }
    if (model.source === 'streamed' && rows.files.value !== 'not-checked')
      list.push({ code: 'copy-on-disk' });
    list.push(...this.undone);
    if (signer !== null && signer.method !== 'sigstore' && rows.time.value !== 'proven') {
      list.push({ code: 'signing-time' });
    }
    if (signer !== null) list.push({ code: 'revocation' });
    // An empty folder has nothing that could be signed.
    for (const code of model.cannotSee) if (code !== 'empty-directories') list.push({ code });
    return list;
  }
}

export function modelFacts({
  name,
  kind,
  source,
  cannotSee,
  files,
  totalBytes,
  remote,
}: ListedModel): ModelFacts {
  return {
    name,
    kind: kind === 'files' && files.length === 1 ? 'file' : 'directory',
    source,
    fileCount: files.length,
    totalBytes,
    cannotSee,
    ...(remote === null ? {} : { remote: remote.facts }),
  };
}

export function manifestFacts(manifest: Manifest): ManifestFacts {
  const { files, unknownKeys: _, ...facts } = manifest;
  return { ...facts, fileCount: files.size };
}

function claimNotes(claim: Claim): Note[] {
  const { unusable } = claim;
  return [
    ...resultNote(claim),
    ...(unusable === 0 ? [] : [{ code: 'subjects-not-used', count: unusable } as const]),
  ];
}

function manifestNotes({ unknownKeys, predicateType }: Manifest): Note[] {
  return [
    ...unknownKeys.map((at) => ({ code: 'unknown-key' as const, at })),
    ...(predicateType === PREDICATE_TYPE_V01 ? [{ code: 'deprecated-format' as const, predicateType }] : []),
  ];
}

/** What kept the files from being looked at. */
const ENDED_BY: Partial<Record<VerdictCode, Extract<NotChecked, { code: 'files' }>['why']>> = {
  'signature-invalid': 'signature',
  'signer-mismatch': 'signer',
  partial: 'not-asked',
};

/** Until it has been read, only what was asked for is known. */
function unreadTrust(trust: VerifyRequest['trust']): TrustFacts {
  return {
    method: trust.method === 'expectations' ? 'inspect' : trust.method,
    source: 'none',
    root: null,
    material: [],
    expected: expectedOf(trust),
    basis: { kind: 'person' },
    pins: [],
  };
}

function expectedOf(trust: VerifyRequest['trust']): Expected {
  const kept: [string, string][] = [];
  for (const name of EXPECTED) {
    const value: unknown = Reflect.get(trust, name);
    if (typeof value === 'string') kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

const EXPECTED = [
  'identity',
  'identityPattern',
  'issuer',
  'subject',
  'subjectAltName',
  'leafFingerprint',
  'intermediateFingerprint',
] as const satisfies readonly (keyof Expected)[];
