import { assertRequest } from './assert-request.js';
import { begin, concluded } from './begin.js';
import { compareClaim } from './compare-claim.js';
import { compareModel } from './compare.js';
import { defaultHasher } from './hash/engine.js';
import { streamHasher } from './hash/stream.js';
import { ProgressTracker } from './progress.js';
import type { Report } from './report.js';
import { ReportBuilder } from './report-builder.js';
import type { VerifyRequest } from './request.js';

/**
 * Answers one question about a model, or about any file: who vouches for these exact bytes? Reads the bundle, checks its
 * signature against what the person trusts, hashes every signed file, compares, and judges (OMS 1.0 §8). What kind of bundle
 * it is, the bundle says: a model's list of files, one file's signature, or a statement about files.
 *
 * Every outcome is a report, also for malformed input. Rejects only when `signal` aborts, with the signal's reason, or with
 * a TypeError when the request is not of the stated types.
 */
export async function verifyModel(request: VerifyRequest): Promise<Report> {
  assertRequest(request);
  return verifyAs(request, new ReportBuilder(request));
}

/** The same, for whoever has something to add to the report. */
export async function verifyAs(request: VerifyRequest, report: ReportBuilder): Promise<Report> {
  const { signal } = request;
  const progress = new ProgressTracker(request.onProgress);
  return concluded(report, signal, async () => {
    const begun = await begin(request, report, progress);
    if ('ended' in begun) return report.end(...begun.ended);
    const { model, bundle, rules, selection, asked, checked } = begun;
    const files = {
      model,
      bundles: bundle.paths,
      rules,
      selection,
      ignoreUnsignedFiles: request.ignoreUnsignedFiles ?? false,
      hasher: request.hasher ?? (model.remote === null ? defaultHasher() : streamHasher()),
      progress,
      signal,
    };
    const { statement } = checked;
    const compared =
      statement.kind === 'model'
        ? await compareModel({ ...files, manifest: statement.manifest })
        : await compareClaim({ ...files, claim: statement.claim });
    report.compared(compared);
    return report.end(...checked.signature.reasons, ...compared.reasons, ...report.unmet(asked));
  });
}
