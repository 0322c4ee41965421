import { assertRequest } from './assert-request.js';
import { chooseBundle } from './choose.js';
import { compareClaim } from './compare-claim.js';
import { compareModel } from './compare.js';
import { defaultHasher } from './hash/engine.js';
import { isDecided } from './judge.js';
import { personRules } from './manifest/left-out.js';
import { listModel } from './model/list.js';
import { modelName as nameOf } from './model/model-name.js';
import { selectionOf, unknownPath } from './only.js';
import { ProgressTracker } from './progress.js';
import type { Report } from './report.js';
import { ReportBuilder } from './report-builder.js';
import type { VerifyRequest } from './request.js';
import { checkWhom } from './whom.js';

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
  const { signal } = request;
  const report = new ReportBuilder(request);
  const progress = new ProgressTracker(request.onProgress);
  try {
    const rules = personRules(request.ignorePaths ?? []);
    if ('code' in rules) return report.end(rules);
    const selection = selectionOf(request.only);
    if ('code' in selection) return report.end(selection);

    const model = await listModel(request.model, { listing: request.listing, signal });
    report.listed(model);
    if (model.reasons.length > 0) return report.end(...model.reasons);

    const bundle = await chooseBundle(request, model);
    if (!bundle.ok) return report.end(...bundle.reasons);

    const modelName = nameOf(model, bundle.value.paths);
    report.named(modelName);
    progress.enter('signature');
    const now = report.checkedAt.getTime();
    const { trust, claimed, pins = [], expectations = null, refreshed = [] } = request;
    const whom = {
      bundle: bundle.value.content,
      trust,
      claimed,
      pins,
      expectations,
      now,
      modelName,
      refreshed,
    };
    const asked = await checkWhom(whom, signal);
    const checked = asked.outcome;
    report.asked(asked);
    report.checked(checked, bundle.value);
    if (checked.kind === 'refused') return report.end(...checked.reasons);
    if (isDecided(checked.signature.reasons)) return report.end(...checked.signature.reasons);

    const { statement } = checked;
    const unknown = unknownPath(selection, statement, model, bundle.value.paths);
    if (unknown !== null) return report.end(unknown);

    const files = {
      model,
      bundles: bundle.value.paths,
      rules,
      selection,
      ignoreUnsignedFiles: request.ignoreUnsignedFiles ?? false,
      hasher: request.hasher ?? defaultHasher(),
      progress,
      signal,
    };
    const compared =
      statement.kind === 'model'
        ? await compareModel({ ...files, manifest: statement.manifest })
        : await compareClaim({ ...files, claim: statement.claim });
    report.compared(compared);
    return report.end(...checked.signature.reasons, ...compared.reasons, ...report.unmet(asked));
  } catch (error) {
    signal?.throwIfAborted();
    // A bug or a broken platform: still a verdict, and never a green one.
    return report.end({
      code: 'engine-failed',
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}
