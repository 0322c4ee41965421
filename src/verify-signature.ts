import { assertRequest } from './assert-request.js';
import type { Statement } from './bundle/statement.js';
import { textOfBundle } from './choose.js';
import { signedDigest, type Comparison } from './comparison.js';
import { concluded } from './begin.js';
import { isDecided } from './judge.js';
import { bySeverity, countStates } from './manifest/row.js';
import type { FileResult, Report } from './report.js';
import { ReportBuilder } from './report-builder.js';
import type { BundleInput, VerifyRequest } from './request.js';
import { checkWhom } from './whom.js';

/** What a signature alone is held against. Each as in {@link VerifyRequest}. */
export interface SignatureQuestion {
  readonly trust: VerifyRequest['trust'];
  readonly claimed?: VerifyRequest['claimed'];
  readonly pins?: NonNullable<VerifyRequest['pins']>;
  readonly expectations?: NonNullable<VerifyRequest['expectations']>;
  /** What the model is called, for pins and expectations that go by it. Whoever says so may say anything. */
  readonly modelName?: string | null;
  readonly refreshed?: VerifyRequest['refreshed'];
  readonly staleTrustDays?: VerifyRequest['staleTrustDays'];
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

/**
 * Who signed, without a look at any file: for a place that shows a model and does not hold it. The best verdict is `partial`, and
 * says that no file was checked. Every outcome is a report. Rejects only when `signal` aborts, or with a TypeError when the question
 * is not of the stated types.
 */
export async function verifySignature(bundle: BundleInput, question: SignatureQuestion): Promise<Report> {
  assertRequest(question);
  const {
    trust,
    claimed,
    pins = [],
    expectations = null,
    modelName = null,
    refreshed = [],
    signal,
  } = question;
  signal?.throwIfAborted();
  const report = new ReportBuilder(question);
  report.nothingListed(modelName);
  return concluded(report, signal, async () => {
    const content = textOfBundle(bundle);
    if (content === null)
      return report.end({ code: 'bundle-not-json', detail: 'it cannot be written as JSON' });
    const now = report.checkedAt.getTime();
    const asked = await checkWhom(
      { bundle: content, trust, claimed, pins, expectations, now, modelName, refreshed },
      signal,
    );
    const checked = asked.outcome;
    report.asked(asked);
    report.checked(checked, { path: null });
    if (checked.kind === 'refused') return report.end(...checked.reasons);
    if (isDecided(checked.signature.reasons)) return report.end(...checked.signature.reasons);
    report.compared(unread(checked.statement));
    const unmet = report.unmet(asked);
    return report.end(...checked.signature.reasons, { code: 'files-not-asked' }, ...unmet);
  });
}

/** What is signed, of which nothing was looked at. */
function unread(statement: Statement): Comparison {
  const files = signedFiles(statement).toSorted(bySeverity);
  const row = { ...countStates(files), value: 'not-checked', signed: files.length } as const;
  return { row, files, leftOut: [], notes: [], notChecked: [], reasons: [] };
}

function signedFiles(statement: Statement): FileResult[] {
  const unseen = { state: 'not-checked', actual: null, size: null } as const;
  if (statement.kind === 'claim')
    return statement.claim.subjects.map(({ name, algorithm, digest }) => ({
      ...unseen,
      path: name ?? `${algorithm}:${digest}`,
      algorithm,
      expected: digest,
    }));
  const { files, hashType: algorithm } = statement.manifest;
  return [...files].map(([path, signed]) => ({ ...unseen, path, algorithm, expected: signedDigest(signed) }));
}
