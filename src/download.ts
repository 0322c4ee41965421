import { assertRequest } from './assert-request.js';
import { begin, concluded, type Begun } from './begin.js';
import { signedDigest } from './comparison.js';
import { each } from './each.js';
import { defaultHasher } from './hash/engine.js';
import { AT_ONCE_REMOTE, type Hasher } from './hash/hasher.js';
import { streamHasher } from './hash/stream.js';
import type { DownloadFolder } from './model/download-folder.js';
import { describe } from './model/entry.js';
import { foldedTwins, isOfGit } from './model/folded.js';
import { listModel } from './model/list.js';
import { pathProblem } from './path.js';
import { ProgressTracker } from './progress.js';
import { RemoteBlob } from './remote-blob.js';
import type { RemoteAnswer, RemoteFile, RemoteModel } from './remote/remote-model.js';
import type { Reason } from './reason.js';
import type { HashAlgorithm, Report } from './report.js';
import { ReportBuilder } from './report-builder.js';
import type { VerifyRequest } from './request.js';
import { verifyAs } from './verify.js';

export type DownloadRequest = Omit<VerifyRequest, 'model' | 'listing'> & {
  /** What {@link openRemote} answered. */
  readonly model: RemoteAnswer;
  /** The person's. What lies there already as it was signed is not fetched again. */
  readonly folder: DownloadFolder;
};

/**
 * Downloads a model and checks it on the way, so that the files on the disk are the ones that were checked. The signature comes
 * first: where that settles the verdict, nothing is downloaded. Then every listed file is fetched, hashed and written, and at last
 * the folder is listed and checked as any other, what else lies in it too. Settles as {@link verifyModel} does; what was
 * written until then stays.
 */
export async function downloadModel(request: DownloadRequest): Promise<Report> {
  assertRequest(request);
  const { folder, signal } = request;
  const report = new ReportBuilder(request);
  const progress = new ProgressTracker(request.onProgress);
  return concluded(report, signal, async () => {
    const begun = await begin(request, report, progress);
    if ('ended' in begun) return report.end(...begun.ended);
    const { remote } = begun.model;
    if (remote === null) return report.end({ code: 'engine-failed', detail: 'nothing to download' });
    const written = new Map<string, Written>();
    const failure = await fetchAll(remote, begun, request, written, progress);
    if (failure !== null) return report.end(failure);

    const { model: there, listing } = await folder.list();
    const listed = await listModel(there, { listing, signal });
    const paths = new Map(listed.files.map(({ path, blob }) => [blob, path]));
    const hasher = fromDownload(request.hasher ?? defaultHasher(), folder, paths, written);
    // The very signature that was checked; where it was downloaded too, the file with the same bytes is left out as such.
    const found = await verifyAs(
      {
        ...request,
        model: {
          ...listed,
          name: remote.name ?? listed.name,
          // Who signed a registry's list of the files vouches for them by it, on a disk too.
          remote: begun.checked.statement.kind === 'model' ? null : remote,
        },
        bundle: begun.bundle.content,
        hasher,
      },
      new ReportBuilder(request),
    );
    return { ...found, model: { ...found.model, remote: remote.facts } };
  });
}

interface Written {
  readonly algorithm: HashAlgorithm;
  readonly digest: string;
}

/** Null when all is there. */
async function fetchAll(
  remote: RemoteModel,
  { checked, selection }: Begun,
  { folder, signal, hasher }: DownloadRequest,
  written: Map<string, Written>,
  progress: ProgressTracker,
): Promise<Reason | null> {
  const signedAs = signed(checked, remote);
  // Nobody looks at it (OMS 1.0 §6.1), and git runs what it says: it is not written, but where the signer vouches for it.
  const { statement } = checked;
  const isNamed = (path: string) => statement.kind === 'model' && statement.manifest.files.has(path);
  const wanted = remote.files.filter(({ path }) => selection.has(path) && (!isOfGit(path) || isNamed(path)));
  const bad = wanted.find(({ path }) => pathProblem(path) !== null);
  const problem = bad === undefined ? null : pathProblem(bad.path);
  // Nothing is written by a name that leaves the folder.
  if (bad !== undefined && problem !== null)
    return { code: 'model-path-unsafe', path: bad.path.slice(0, 500), problem };
  const bytes = wanted.reduce((sum, { source }) => sum + source.size, 0);
  progress.enter('hashing', { files: wanted.length, bytes });
  const twins = foldedTwins(wanted.map(({ path }) => path));
  const streams = hasher ?? streamHasher();
  const disk = hasher ?? defaultHasher();
  let failure: Reason | null = null;
  const stop = new AbortController();
  const inner = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const queue = wanted.toSorted((a, b) => b.source.size - a.source.size);
  try {
    await each(queue, { atOnce: AT_ONCE_REMOTE, signal: inner }, async (file, begun) => {
      const { onBytes, end } = progress.startFile(file.path, file.source.size);
      const as = signedAs(file);
      const result = await fetchOne(file, { remote, folder, disk, streams, ...as, onBytes, signal: begun });
      end();
      if ('code' in result) {
        failure ??= result;
        stop.abort();
        // One may lie where the other was written: the disk has to say.
      } else if (!twins.has(file.path)) written.set(file.path, result);
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (!stop.signal.aborted) throw error;
  }
  return failure;
}

interface Fetching extends Pick<DownloadRequest, 'folder'> {
  readonly remote: RemoteModel;
  /** Of what lies on the disk. */
  readonly disk: Hasher;
  readonly streams: Hasher;
  readonly algorithm: HashAlgorithm;
  /** What was signed; null where there is no digest of the whole file. */
  readonly expected: string | null;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

async function fetchOne(file: RemoteFile, fetching: Fetching): Promise<Written | Reason> {
  const { path } = file;
  const { folder, signal } = fetching;
  try {
    // What it looked like before it was read: else a change since then would go with the digest from before.
    const there = await thereAlready(file, fetching);
    if (there !== null) return there;
    const written = await download(file, fetching);
    if (!('code' in written)) await folder.known(path);
    return written;
  } catch (error) {
    signal.throwIfAborted();
    return { code: 'download-failed', path, detail: describe(error) };
  }
}

/** One that lies there and is what was signed need not be fetched. Null where it is to be. */
async function thereAlready(
  { path, source }: RemoteFile,
  { folder, disk, algorithm, expected, signal, onBytes }: Fetching,
): Promise<Written | null> {
  const there = await folder.find(path);
  if (there?.size !== source.size || expected === null) return null;
  await folder.known(path);
  const outcome = await disk.hash({ blob: there, algorithm }, { signal });
  if (!outcome.ok || outcome.digest !== expected) return null;
  onBytes(source.size);
  return { algorithm, digest: outcome.digest };
}

async function download(
  { path, source }: RemoteFile,
  { remote, folder, streams, algorithm, signal, onBytes }: Fetching,
): Promise<Written | Reason> {
  const copyTo = await folder.create(path);
  const blob = new RemoteBlob(source, remote.read);
  const outcome = await streams
    .hash({ blob, algorithm, copyTo }, { signal, onBytes })
    .catch(async (error: unknown) => {
      // Where it was given up before it began, nobody else knows of the copy.
      if ('abort' in copyTo) await copyTo.abort().catch(() => undefined);
      throw error;
    });
  if (outcome.ok) return { algorithm, digest: outcome.digest };
  const { failure } = outcome;
  if (failure.kind !== 'remote') return { code: 'download-failed', path, detail: failure.detail };
  const { host, problem, detail } = failure;
  return { code: 'remote-file-failed', path, host, problem, detail };
}

/** By which digest a file was signed, and what it is; where it has none of its own, by what the host says: it is read again then. */
function signed(
  { statement }: Begun['checked'],
  { index }: RemoteModel,
): (file: RemoteFile) => Pick<Fetching, 'algorithm' | 'expected'> {
  if (statement.kind === 'model') {
    const { files, hashType: algorithm } = statement.manifest;
    return ({ path }) => {
      const signed = files.get(path);
      return { algorithm, expected: signed === undefined ? null : signedDigest(signed) };
    };
  }
  const algorithm = statement.claim.subjects[0]?.algorithm ?? 'sha256';
  return ({ reported }) =>
    index === null || reported === null
      ? { algorithm, expected: null }
      : { algorithm: reported.algorithm, expected: reported.digest };
}

/**
 * Knows what was written a moment ago, as long as the disk shows the very file that was closed. Everything else is read: what lay
 * there before, what was signed in parts, what somebody touched meanwhile.
 */
function fromDownload(
  hasher: Hasher,
  folder: DownloadFolder,
  paths: ReadonlyMap<Blob, string>,
  written: ReadonlyMap<string, Written>,
): Hasher {
  return {
    ...hasher,
    async hash(job, options) {
      const path = job.range === undefined ? paths.get(job.blob) : undefined;
      const known = path === undefined ? undefined : written.get(path);
      if (path === undefined || known?.algorithm !== job.algorithm) return hasher.hash(job, options);
      if (!(await folder.isAsKnown(path, job.blob))) return hasher.hash(job, options);
      options.onBytes?.(job.blob.size);
      return { ok: true, digest: known.digest };
    },
  };
}
