import { each } from './each.js';
import { lookAgain } from './again.js';
import type { Claim } from './bundle/claim.js';
import { changedMeanwhile, notSigned, type CompareBase, type Comparison } from './comparison.js';
import { hashWhole, unreadable, type CompareOptions } from './manifest/compare.js';
import { defaultHasher } from './hash/engine.js';
import { IgnoreRules, STANDARD_RULES } from './manifest/left-out.js';
import { bySeverity, countStates } from './manifest/row.js';
import type { ListedFile } from './model/entry.js';
import type { Reason } from './reason.js';
import type { Note } from './note.js';
import type { ClaimSubject, FileResult, LeftOut } from './report.js';
import { compareListed, missingFrom, signedList, type SignedList } from './remote-list.js';
import { remoteFailures } from './remote-reasons.js';
import { Subjects } from './subjects.js';

interface ClaimRequest extends CompareBase {
  readonly claim: Claim;
}

/** A file, and what it was found to be. */
interface Compared {
  readonly file: ListedFile;
  readonly result: FileResult;
  /** The subject whose bytes these are. */
  readonly subject: ClaimSubject | null;
}

/**
 * Holds each file against a claim about files by their digests. What is claimed of files that are not here says nothing about
 * those that are: it is noted, not missed. Rejects when aborted or when the engine breaks.
 */
export async function compareClaim(request: ClaimRequest): Promise<Comparison> {
  const { claim, model, bundles, selection, ignoreUnsignedFiles } = request;
  const rules = new IgnoreRules([...STANDARD_RULES, ...request.rules]);
  const leftOut: LeftOut[] = [];
  const left: FileResult[] = [];
  const asked: ListedFile[] = [];
  const isAlone = model.files.filter(({ path }) => !bundles.has(path)).length === 1;
  const subjects = new Subjects(
    claim,
    model.files.map(({ path }) => path),
  );
  // Not by the hasher of a model on a network, which only streams.
  const list = await signedList(model.remote, subjects, { hasher: defaultHasher(), signal: request.signal });
  for (const file of model.files) {
    const { path } = file;
    // What is signed by name is not left out (OMS 1.0 §8.5); and the only file is the one that is asked about.
    const isNamed = subjects.named(path) !== null || (list?.expected(path) ?? null) !== null;
    const rule = isAlone || isNamed ? null : rules.covering(path);
    if (bundles.has(path)) leftOut.push({ path, by: 'bundle', rule: path });
    else if (rule !== null) leftOut.push({ path, by: rule.by, rule: rule.path });
    else if (!selection.has(path)) left.push(notSigned(file, 'not-checked'));
    else asked.push(file);
  }
  const compared = await hashAll(asked, subjects, list, request);
  const again = await lookAgain({ ...request, read: compared.filter(wasRead).map(({ file }) => file) });

  // A statement about files says nothing of those that are not here; a list of all that an artifact consists of does.
  const here = new Set(model.files.map(({ path }) => path));
  const missing = list === null ? [] : missingFrom(list, here).filter(({ path }) => selection.has(path));
  const ignoredPaths = new Set(leftOut.map(({ path }) => path));
  const files = [
    ...left,
    ...(list === null ? [] : [list.result, ...missing]),
    ...compared.map(({ file, result }) => (again.changed.has(file.path) ? changedMeanwhile(result) : result)),
    ...model.files.filter(({ path }) => ignoredPaths.has(path)).map((file) => notSigned(file, 'ignored')),
    ...again.appeared
      .filter(({ path }) => rules.covering(path) === null && selection.has(path))
      .map((file): FileResult => ({
        ...notSigned(file, 'unsigned'),
        size: null,
        reason: { code: 'file-appeared', path: file.path },
      })),
  ].toSorted(bySeverity);
  const matched = compared.filter(({ result }) => result.state === 'match');
  const counts = countStates(files);
  const { changed, unsigned, unreadable: unread, changedDuringCheck, matching } = counts;
  const lost = remoteFailures(files);
  const differ =
    counts.missing +
    changed +
    unread -
    lost.length +
    changedDuringCheck +
    (ignoreUnsignedFiles ? 0 : unsigned);
  const isNone = matching === 0 && lost.length === 0;
  const isDifferent = differ > 0 || isNone;
  const renamed = matched.flatMap(({ file: { path }, subject }) =>
    subject === null || subjects.isNameOf(subject, path) ? [] : [{ path, signed: subject.name ?? '' }],
  );
  // Of several files, which is which matters; one alone is what its bytes are, unless the signer says what is called so.
  const swapped = renamed.find(({ path }) => !isAlone || subjects.named(path) !== null);
  const tolerated = ignoreUnsignedFiles ? files.filter(({ state }) => state === 'unsigned') : [];
  return {
    row: {
      ...counts,
      value: isDifferent
        ? 'differ'
        : selection.paths === null && lost.length === 0
          ? 'match'
          : 'partly-checked',
      signed: matching + changed + counts.missing,
    },
    files,
    leftOut: [
      ...leftOut,
      ...tolerated.map(({ path }) => ({ path, by: 'person' as const, rule: 'unsigned files' })),
    ],
    notChecked: selection.paths === null ? [] : [{ code: 'other-paths' }],
    notes: [
      ...notesOf(claim, matched, swapped === undefined ? renamed : []),
      ...(list === null
        ? []
        : [{ code: 'signed-through-list', list: list.result.path, count: asked.length } as const]),
    ],
    reasons: [
      ...lost.slice(0, 1),
      // Of one file, what follows says it all.
      ...(differ > 0 && !(isAlone && list === null && changed === 1)
        ? [
            {
              code: 'files-differ',
              changed,
              missing: counts.missing,
              unsigned: ignoreUnsignedFiles ? 0 : unsigned,
              unreadable: unread,
              changedDuringCheck,
            } as const,
          ]
        : again.unlisted === null
          ? []
          : [{ code: 'model-unreadable', detail: again.unlisted } as const]),
      ...(isNone ? [{ code: 'no-file-signed', files: asked.length } as const] : []),
      ...(selection.paths === null
        ? []
        : [{ code: 'only-some-asked', checked: asked.length, signed: asked.length + left.length } as const]),
      ...(swapped === undefined ? [] : [{ code: 'signed-under-another-name', ...swapped } as const]),
    ] satisfies Reason[],
  };
}

function wasRead({ result: { state } }: Compared): boolean {
  return state === 'match' || state === 'changed' || state === 'unsigned';
}

function notesOf(
  { subjects }: Claim,
  matched: readonly Compared[],
  renamed: readonly { readonly path: string; readonly signed: string }[],
): Note[] {
  const others = subjects.length - new Set(matched.map(({ subject }) => subject)).size;
  return [
    ...(matched.length > 0 && others > 0 ? [{ code: 'other-subjects', count: others } as const] : []),
    ...renamed.map((names) => ({ code: 'subject-name-differs', ...names }) as const),
  ];
}

async function hashAll(
  files: readonly ListedFile[],
  subjects: Subjects,
  list: SignedList | null,
  request: ClaimRequest,
): Promise<readonly Compared[]> {
  const { progress, hasher, signal } = request;
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  progress.enter('hashing', { files: files.length, bytes });
  const queue = files.toSorted((a, b) => b.blob.size - a.blob.size);
  const compared: Compared[] = [];
  await each(queue, { atOnce: hasher.concurrency, signal }, async (file, inner) => {
    const { onBytes, end } = progress.startFile(file.path, file.blob.size);
    const options = { hasher, onBytes, signal: inner };
    compared.push(
      list === null
        ? await compareOne(file, subjects, files.length === 1, options)
        : {
            file,
            subject: null,
            result: await compareListed(file, list, { ...options, allowSymlinks: true }),
          },
    );
    end();
  });
  return compared;
}

async function compareOne(
  file: ListedFile,
  subjects: Subjects,
  isAlone: boolean,
  { hasher, signal, onBytes: tell }: Pick<CompareOptions, 'hasher' | 'signal' | 'onBytes'>,
): Promise<Compared> {
  const { path } = file;
  // A claim says nothing of links: the command follows those that stay inside.
  const problem = unreadable(file, true);
  if (problem !== null)
    return { file, subject: null, result: { ...notSigned(file, 'unreadable'), size: null, reason: problem } };
  const expected = subjects.expected(path, isAlone);
  let result: FileResult = {
    ...notSigned(file, isAlone || expected !== null ? 'changed' : 'unsigned'),
    algorithm: expected?.algorithm ?? null,
    expected: expected?.digest ?? null,
  };
  for (const [i, algorithm] of subjects.algorithms.entries()) {
    const onBytes = (more: number) => {
      // Read again for another algorithm, it counts once.
      if (i === 0) tell(more);
    };
    const options: CompareOptions = { algorithm, allowSymlinks: true, hasher, signal, onBytes };
    const actual = await hashWhole(file, options);
    if (typeof actual !== 'string')
      return { file, subject: null, result: { ...notSigned(file, 'unreadable'), ...actual } };
    const subject = subjects.find(algorithm, actual);
    if (subject !== null) {
      const match = {
        path,
        state: 'match',
        algorithm,
        expected: actual,
        actual,
        size: file.blob.size,
      } as const;
      return { file, subject, result: match };
    }
    if (expected === null || expected.algorithm === algorithm)
      result = { ...result, algorithm: result.algorithm ?? algorithm, actual: result.actual ?? actual };
  }
  return { file, subject: null, result };
}
