import { runCheck } from './check/client.js';
import { chooseBundle, findBundles } from './choose.js';
import { listModel } from './model/list.js';
import { modelName } from './model/model-name.js';
import { folderOfSigned } from './model/subfolder.js';
import { claimFacts } from './claim-facts.js';
import type { BundleFacts, ClaimFacts, ManifestFacts, ModelFacts, SignerFacts } from './report.js';
import { manifestFacts, modelFacts } from './report-builder.js';
import type { Reason } from './reason.js';
import type { VerifyRequest } from './request.js';

/** What a bundle says about itself. Nothing of it has been checked: show it as a claim, never as a fact. */
export interface Claims {
  readonly bundle: BundleFacts;
  /** Of an OMS bundle; else `claim` says what is signed. */
  readonly manifest: ManifestFacts | null;
  readonly claim: ClaimFacts | null;
  readonly signer: SignerFacts;
  /** ISO 8601; the time that the log entry states. */
  readonly loggedAt: string | null;
  /** In which folder of the model the signed files seem to lie; null where they lie at its top, or nowhere. */
  readonly folder: string | null;
}

export interface Inspection {
  readonly model: ModelFacts;
  /** Every bundle found in the model, the preferred ones (top level) first. */
  readonly bundles: readonly { readonly path: string; readonly bytes: number; readonly blob: Blob }[];
  /** Null where there is no bundle, several, or one that cannot be read; `reasons` then says why. */
  readonly claims: Claims | null;
  readonly reasons: readonly Reason[];
}

/** Lists the model, finds its bundle and reads its claims; judges nothing. Rejects only when aborted. */
export async function inspectModel(
  request: Pick<VerifyRequest, 'model' | 'bundle' | 'listing' | 'signal'>,
): Promise<Inspection> {
  const { signal } = request;
  const listed = await listModel(request.model, { listing: request.listing, signal });
  const unnamed = { model: modelFacts(listed), bundles: [], claims: null };
  if (listed.reasons.length > 0) return { ...unnamed, reasons: listed.reasons };
  try {
    const found = await findBundles(listed, signal);
    if (!found.ok) return { ...unnamed, reasons: found.reasons };
    const bundles = found.value.map(({ path, blob }) => ({ path, bytes: blob.size, blob }));
    const chosen = await chooseBundle(request, listed);
    const signatures = new Set([
      ...found.value.map(({ path }) => path),
      ...(chosen.ok ? chosen.value.paths : []),
    ]);
    const base = { ...unnamed, model: { ...unnamed.model, name: modelName(listed, signatures) } };
    if (!chosen.ok) return { ...base, bundles, reasons: chosen.reasons };
    const { content, path } = chosen.value;
    const checked = await runCheck(
      { bundle: content, trust: { method: 'inspect' }, now: Date.now(), refreshed: [] },
      signal,
    );
    const signer = checked.kind === 'checked' ? checked.signature.facts : checked.signer;
    if (checked.bundle === null || checked.statement === null || signer === null) {
      return { ...base, bundles, reasons: checked.kind === 'refused' ? checked.reasons : [] };
    }
    const { statement } = checked;
    const logged = checked.kind === 'checked' ? checked.signature.logEntries[0] : undefined;
    const claims = {
      bundle: { ...checked.bundle, path },
      manifest: statement.kind === 'model' ? manifestFacts(statement.manifest) : null,
      claim: statement.kind === 'claim' ? claimFacts(statement.claim) : null,
      signer,
      loggedAt: logged?.integratedTime ?? null,
      folder:
        statement.kind === 'model' && listed.kind === 'directory'
          ? folderOfSigned(
              statement.manifest.files.keys(),
              listed.files.map((file) => file.path),
            )
          : null,
    };
    return { ...base, bundles, claims, reasons: [] };
  } catch (error) {
    signal?.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    return { ...unnamed, reasons: [{ code: 'engine-failed', detail }] };
  }
}
