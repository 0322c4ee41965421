import { chooseBundle, type ChosenBundle } from './choose.js';
import type { CheckOutcome } from './check/protocol.js';
import { isDecided } from './judge.js';
import { personRules, type IgnoreRule } from './manifest/left-out.js';
import { listModel, type ListedModel } from './model/list.js';
import { modelName as nameOf } from './model/model-name.js';
import { selectionOf, unknownPath, type Selection } from './only.js';
import type { ProgressTracker } from './progress.js';
import type { Reason } from './reason.js';
import type { Report } from './report.js';
import type { ReportBuilder } from './report-builder.js';
import type { VerifyRequest } from './request.js';
import { checkWhom, type Answer } from './whom.js';

/** What every check of a model knows before it looks at a file. */
export interface Begun {
  readonly model: ListedModel;
  readonly bundle: ChosenBundle;
  readonly rules: readonly IgnoreRule[];
  readonly selection: Selection;
  readonly asked: Answer;
  readonly checked: Extract<CheckOutcome, { kind: 'checked' }>;
}

/**
 * The steps before the files: lists the model, finds the bundle, checks its signature against what the person trusts. What ends
 * the check already comes back as reasons; the report knows what was found until then.
 */
export async function begin(
  request: VerifyRequest,
  report: ReportBuilder,
  progress: ProgressTracker,
): Promise<Begun | { readonly ended: readonly Reason[] }> {
  const { signal } = request;
  const rules = personRules(request.ignorePaths ?? []);
  if ('code' in rules) return { ended: [rules] };
  const selection = selectionOf(request.only);
  if ('code' in selection) return { ended: [selection] };

  const model = await listModel(request.model, { listing: request.listing, signal });
  report.listed(model);
  if (model.reasons.length > 0) return { ended: model.reasons };

  const bundle = await chooseBundle(request, model);
  if (!bundle.ok) return { ended: bundle.reasons };

  const modelName = nameOf(model, bundle.value.paths);
  report.named(modelName);
  progress.enter('signature');
  const now = report.checkedAt.getTime();
  const { trust, claimed, pins = [], expectations = null, refreshed = [] } = request;
  const asked = await checkWhom(
    { bundle: bundle.value.content, trust, claimed, pins, expectations, now, modelName, refreshed },
    signal,
  );
  const checked = asked.outcome;
  report.asked(asked);
  report.checked(checked, bundle.value);
  if (checked.kind === 'refused') return { ended: checked.reasons };
  if (isDecided(checked.signature.reasons)) return { ended: checked.signature.reasons };

  const unknown = unknownPath(selection, checked.statement, model, bundle.value.paths);
  if (unknown !== null) return { ended: [unknown] };
  return { model, bundle: bundle.value, rules, selection, asked, checked };
}

/** A bug or a broken platform is still a verdict, and never a green one. Rejects only when aborted. */
export async function concluded(
  report: ReportBuilder,
  signal: AbortSignal | undefined,
  work: () => Promise<Report>,
): Promise<Report> {
  try {
    return await work();
  } catch (error) {
    signal?.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    return report.end({ code: 'engine-failed', detail });
  }
}
