import { each } from './each.js';
import { lookAgain } from './again.js';
import type { Manifest, SignedFile } from './bundle/manifest.js';
import { compareByDigest } from './by-digest.js';
import { recogniseCache } from './manifest/cache.js';
import {
  changedMeanwhile,
  compareOptions,
  notSigned,
  signedDigest,
  unasked,
  type CompareRequest,
  type Comparison,
} from './comparison.js';
import { compareFile, unreadable } from './manifest/compare.js';
import { seemsElsewhere } from './manifest/elsewhere.js';
import { IgnoreRules, signerRules, STANDARD_RULES } from './manifest/left-out.js';
import { leftoverKind } from './manifest/leftovers.js';
import { isSingleFile, planComparison, type Plan } from './manifest/plan.js';
import { bySeverity, filesRow } from './manifest/row.js';
import { twinsAmong } from './manifest/twins.js';
import type { ListedFile } from './model/entry.js';
import { pointersAmong } from './pointers.js';
import { packed, remoteFailures } from './remote-reasons.js';
import { sortInTurns } from './sort.js';
import { otherSignatures } from './second-signature.js';
import type { NameTwin, Reason } from './reason.js';
import type { FileResult, FilesRow } from './report.js';

/** Compares what is here with what was signed, file by file. Rejects when aborted or when the engine breaks. */
export async function compareModel(request: CompareRequest): Promise<Comparison> {
  const { manifest, model, signal } = request;
  const signers = signerRules(manifest.ignorePaths);
  const rules = [...STANDARD_RULES, ...request.rules, ...signers.rules];
  const whole = await planComparison(manifest, model, request.bundles, rules);
  const cache = whole.present.length === 0 ? recogniseCache(model, request.bundles) : null;
  if (cache !== null) return compareByDigest(request, cache);
  const { plan, left } = select(whole, request);

  const checked = await hashPresent(request, plan);
  // Of a model on a network, to fetch them would be to fetch what nobody asked about.
  const signatures = await otherSignatures(
    model.remote === null ? plan.unsigned : [],
    manifest.rootDigest,
    signal,
  );
  // A hub keeps the pointers, and sends what they point to.
  const pointers = await pointersAmong(checked, model.remote === null ? plan.present : [], signal);
  // The last thing that touches the disk.
  const again = await lookAgain({ ...request, read: filesRead(plan, checked) });

  // A single file is reported by its name in the manifest.
  const moved = plan.present.flatMap(({ name, file }) => (again.changed.has(file.path) ? [name] : []));
  const changed = new Set(moved);

  const ignored = new IgnoreRules(rules);
  const { selection } = request;
  const appeared = again.appeared.filter(
    ({ path }) => ignored.covering(path) === null && selection.has(path),
  );
  const late = new Set(appeared.map(({ path }) => path));
  const twins = twinsAmong(
    plan.unsigned.map(({ path }) => path),
    plan.missing.map(({ name }) => name),
  );
  const found = [
    ...left,
    ...pointers.files.map((file) => (changed.has(file.path) ? changedMeanwhile(file) : file)),
    ...plan.missing.map(({ name, signed }) => missingFile(name, signed, manifest, late)),
    ...plan.unsigned
      .map((file) => unsignedFile(file, manifest.allowSymlinks, signatures))
      .map((file) => withTwin(file, twins.get(file.path))),
    ...plan.ignored
      .map(({ file }) => notSigned(file, 'ignored'))
      .map((file) => (again.changed.has(file.path) ? changedMeanwhile(file) : file)),
    ...appeared
      .filter(({ path }) => !manifest.files.has(path))
      .map((file) => appearedFile(file, manifest.allowSymlinks)),
  ];
  const files = await sortInTurns(found, bySeverity);
  signal?.throwIfAborted();

  const { ignoreUnsignedFiles } = request;
  const partly = selection.paths !== null;
  const lost = remoteFailures(files);
  const row = filesRow(manifest, files, { ignoreUnsignedFiles, partly, lost: lost.length });
  const tolerated = ignoreUnsignedFiles ? files.filter(({ state }) => state === 'unsigned') : [];
  return {
    row,
    files,
    leftOut: [
      ...plan.ignored.map(({ leftOut }) => leftOut),
      ...tolerated.map(({ path }) => ({ path, by: 'person' as const, rule: 'unsigned files' })),
    ],
    notChecked: partly ? [{ code: 'other-paths' }] : [],
    notes: [
      ...signers.unusable.map((path) => ({ code: 'signer-ignore-path-unusable' as const, path })),
      ...pointers.notes,
    ],
    reasons: [
      ...lost.slice(0, 1),
      ...(row.missing > 0 ? packed(model.remote) : []),
      ...(row.value === 'differ'
        ? [...reasonsOf(row, request), ...twinReasons(files), ...pointers.reasons]
        : again.unlisted === null
          ? []
          : [{ code: 'model-unreadable', detail: again.unlisted } as const]),
      ...unasked(request, plan.present.length + plan.missing.length),
    ],
  };
}

/** What was asked for, and the rest as it stands in the report. */
function select(
  plan: Plan,
  { selection, manifest }: CompareRequest,
): { readonly plan: Plan; readonly left: readonly FileResult[] } {
  if (selection.paths === null) return { plan, left: [] };
  const asked = {
    ...plan,
    present: plan.present.filter(({ name }) => selection.has(name)),
    missing: plan.missing.filter(({ name }) => selection.has(name)),
    unsigned: plan.unsigned.filter(({ path }) => selection.has(path)),
  };
  const others = (path: string) => !selection.has(path);
  const unread = { algorithm: manifest.hashType, actual: null, state: 'not-checked' } as const;
  return {
    plan: asked,
    left: [
      ...plan.present
        .filter(({ name }) => others(name))
        .map(({ name, file, signed }) => ({
          ...unread,
          path: name,
          expected: signedDigest(signed),
          size: file.blob.size,
        })),
      ...plan.missing
        .filter(({ name }) => others(name))
        .map(({ name, signed }) => ({ ...unread, path: name, expected: signedDigest(signed), size: null })),
      ...plan.unsigned.filter(({ path }) => others(path)).map((file) => notSigned(file, 'not-checked')),
    ],
  };
}

/** Of an unsigned file, a missing one that it is easily taken for. */
function withTwin(
  file: FileResult,
  found: { readonly other: string; readonly twin: NameTwin } | undefined,
): FileResult {
  if (found === undefined || file.reason !== undefined) return file;
  const { other: signed, twin } = found;
  return { ...file, reason: { code: 'name-twin', path: file.path, signed, twin } };
}

function twinReasons(files: readonly FileResult[]): Reason[] {
  const first = files.find(({ reason }) => reason?.code === 'name-twin')?.reason;
  return first === undefined ? [] : [first];
}

async function hashPresent(request: CompareRequest, { present }: Plan): Promise<readonly FileResult[]> {
  const { progress, hasher, signal } = request;
  const bytes = present.reduce((sum, { file }) => sum + file.blob.size, 0);
  progress.enter('hashing', { files: present.length, bytes });
  const options = compareOptions(request);
  // The longest first, so that no worker is left alone with it at the end.
  const queue = await sortInTurns(present, (a, b) => b.file.blob.size - a.file.blob.size);
  const checked: FileResult[] = [];
  await each(queue, { atOnce: hasher.concurrency, signal }, async ({ name, file, signed }, inner) => {
    const { onBytes, end } = progress.startFile(file.path, file.blob.size);
    checked.push(await compareFile(name, file, signed, { ...options, onBytes, signal: inner }));
    end();
  });
  return checked;
}

/** Those of which the report says something that may no longer be so; a bundle is excused for what it was when read. */
function filesRead({ present, ignored }: Plan, checked: readonly FileResult[]): readonly ListedFile[] {
  const read = checked.filter(({ state }) => state === 'match' || state === 'changed');
  const names = new Set(read.map(({ path }) => path));
  return [
    ...present.flatMap(({ name, file }) => (names.has(name) ? [file] : [])),
    ...ignored.flatMap(({ file, leftOut }) => (leftOut.by === 'bundle' ? [file] : [])),
  ];
}

function missingFile(
  path: string,
  signed: SignedFile,
  { hashType: algorithm }: Manifest,
  appeared: ReadonlySet<string>,
): FileResult {
  const base = { path, algorithm, expected: signedDigest(signed), actual: null, size: null };
  return appeared.has(path)
    ? { ...base, state: 'changed-during-check', reason: { code: 'file-appeared', path } }
    : { ...base, state: 'missing' };
}

/** A file that nobody signed is still refused when its name or kind cannot be trusted: it may be hiding something. */
function unsignedFile(file: ListedFile, allowSymlinks: boolean, signatures: ReadonlySet<string>): FileResult {
  const reason = unreadable(file, allowSymlinks);
  if (reason !== null) return { ...notSigned(file, 'unreadable'), reason };
  const looksLike = signatures.has(file.path) ? 'signature' : leftoverKind(file.path);
  return { ...notSigned(file, 'unsigned'), ...(looksLike === null ? {} : { looksLike }) };
}

/** As for any unsigned file, a name or kind that cannot be trusted is refused. */
function appearedFile(file: ListedFile, allowSymlinks: boolean): FileResult {
  const problem = unreadable(file, allowSymlinks);
  const reason: Reason = problem ?? { code: 'file-appeared', path: file.path };
  return { ...notSigned(file, problem === null ? 'unsigned' : 'unreadable'), size: null, reason };
}

function reasonsOf(row: FilesRow, { manifest, model, ignoreUnsignedFiles }: CompareRequest): Reason[] {
  const { changed, missing, unreadable, changedDuringCheck } = row;
  const unsigned = ignoreUnsignedFiles ? 0 : row.unsigned;
  const reasons: Reason[] = [
    { code: 'files-differ', changed, missing, unsigned, unreadable, changedDuringCheck },
  ];
  if (isSingleFile(manifest) && missing > 0)
    reasons.push({ code: 'single-file-signature', files: model.files.length });
  const elsewhere = missing === 0 ? null : seemsElsewhere(manifest, model);
  return elsewhere === null ? reasons : [...reasons, elsewhere];
}
