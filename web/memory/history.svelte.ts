import { MEMORY_BOUNDS, rememberedCheck, type Report, type VerdictCode } from '../../src/index.js';
import { reportAsJson } from '../lib/report-json.js';
import { DONE, failed, type Damaged, type Got, type Outcome } from './fault.js';
import { changesSince, packDigests, type FileChanges } from './file-digests.js';
import { gunzip, gzip, sha256 } from './gzip.js';
import { checkRow, fieldsOf, readCheckRow, readRows, type ImportedCheck, type KeptCheck } from './rows.js';
import type { Store } from './store.js';

const SWITCH = 'keepsHistory';
/** Reports about more are not kept, nor longer ones as JSON; of their files, the digests are. */
const MAX_REPORT_FILES = 20_000;
const MAX_REPORT_BYTES = 16 * 2 ** 20;

export interface CheckContext {
  readonly isSample: boolean;
  /** What the page called the model. */
  readonly modelLabel: string;
  readonly folderId: string | null;
}

export interface Added {
  readonly id: string;
  /** Why the report is not kept with it. */
  readonly withoutReport: 'too-large' | 'no-room' | null;
  /** How many of the oldest were dropped to make room. */
  readonly dropped: number;
}

/** What became of a model since it was last checked here. */
export interface Since {
  readonly at: string;
  readonly verdict: VerdictCode;
  /** Null where one of the two had none. */
  readonly isSameBundle: boolean | null;
  /** Null where the earlier files' digests are not there. */
  readonly files: FileChanges | null;
}

/** Every check of this page on this machine, until the person deletes it. */
export class History {
  /** The newest first. Filled by `load`; what is damaged shows no verdict. */
  list = $state.raw<readonly KeptCheck[]>([]);
  damaged = $state.raw<readonly Damaged[]>([]);
  isLoaded = $state(false);
  isKept = $state(true);
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async loadSwitch(): Promise<Outcome> {
    const read = await this.#store.do((database) => database.get('settings', SWITCH));
    if (!read.ok) return read;
    this.isKept = read.value !== false;
    return DONE;
  }

  /** What is there already stays. */
  async keep(isKept: boolean): Promise<Outcome> {
    const done = await this.#store.do((database) => database.put('settings', isKept, SWITCH));
    if (!done.ok) return done;
    this.isKept = isKept;
    this.#store.tell('settings');
    return DONE;
  }

  async load(): Promise<Outcome> {
    const read = await this.#store.do(async (database, seal) => {
      const [ids, rows] = await Promise.all([database.getAllKeys('checks'), database.getAll('checks')]);
      return readRows(ids, rows, (id, row) => readCheckRow(id, row, seal));
    });
    if (!read.ok) return read;
    this.list = read.value.whole.toSorted(byTime);
    this.damaged = read.value.damaged;
    this.isLoaded = true;
    return DONE;
  }

  /** Null: the history is off. */
  async add(report: Report, { isSample, modelLabel, folderId }: CheckContext): Promise<Got<Added | null>> {
    if (!this.isKept) return { ok: true, value: null };
    // Not even written where it is too large: that takes a while.
    const json = report.files.length > MAX_REPORT_FILES ? null : await reportAsJson(report);
    const id = crypto.randomUUID();
    // Of files that were not looked at, nothing is known that a later check could be compared with.
    const isCompared = report.rows.files.value !== 'not-checked';
    const files = isCompared ? await packDigests(report) : null;
    const context = { id, label: modelLabel, isSample };
    const isTooLarge = json === null || json.size > MAX_REPORT_BYTES;
    if (!isTooLarge) {
      const check = rememberedCheck(report, { ...context, reportSha256: await sha256(json) });
      const kept = {
        check: { ...check, importedAt: null, hasReport: true, folderId },
        report: await gzip(json),
        files,
      };
      const done = await this.#put([kept]);
      if (done.ok) return { ok: true, value: { id, withoutReport: null, dropped: done.value } };
      if (done.fault.code !== 'storage-full') return done;
    }
    const check = rememberedCheck(report, { ...context, reportSha256: null });
    const kept = { check: { ...check, importedAt: null, hasReport: false, folderId }, report: null };
    const done = await this.#put([{ ...kept, files: isTooLarge ? files : null }]);
    if (!done.ok) return done;
    return {
      ok: true,
      value: { id, withoutReport: isTooLarge ? 'too-large' : 'no-room', dropped: done.value },
    };
  }

  /** How many of the oldest were dropped. */
  addImported(checks: readonly ImportedCheck[]): Promise<Got<number>> {
    return this.#put(checks.map(({ check, report }) => ({ check, report, files: null })));
  }

  /** The report as JSON; null where it was not kept. Refused if it is not the one that was kept. */
  async report(id: string): Promise<Got<Blob | null>> {
    const check = this.list.find((one) => one.id === id);
    if (check?.hasReport !== true) return { ok: true, value: null };
    const packed = await this.packedReport(id);
    if (!packed.ok) return packed;
    const json = packed.value === null ? null : await gunzip(packed.value);
    if (json === null || (await sha256(json)) !== check.reportSha256)
      return failed({ code: 'report-broken' });
    return { ok: true, value: json };
  }

  /** Gzipped, as it lies there. */
  packedReport(id: string): Promise<Got<Blob | null>> {
    return this.#blobOf(id, 'report');
  }

  async remove(id: string): Promise<Outcome> {
    const done = await this.#store.do(async (database) => {
      const writing = database.transaction(['checks', 'reports'], 'readwrite');
      await Promise.all([
        writing.objectStore('checks').delete(id),
        writing.objectStore('reports').delete(id),
        writing.done,
      ]);
    });
    return done.ok ? this.#changed() : done;
  }

  async clear(): Promise<Outcome> {
    const done = await this.#store.do(async (database) => {
      const writing = database.transaction(['checks', 'reports'], 'readwrite');
      await Promise.all([
        writing.objectStore('checks').clear(),
        writing.objectStore('reports').clear(),
        writing.done,
      ]);
    });
    return done.ok ? this.#changed() : done;
  }

  /** Every word of `text` has to be in one of its names or digests. */
  search(text: string, verdict: VerdictCode | null): readonly KeptCheck[] {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return this.list.filter((check) => {
      if (verdict !== null && check.verdict !== verdict) return false;
      if (words.length === 0) return true;
      const all = searchable(check);
      return words.every((word) => all.includes(word));
    });
  }

  /** The latest check of the same model before this one, and what changed since. Null: there was none, or it was aborted. */
  async changedSince(
    report: Report,
    { isSample, folderId }: CheckContext,
    signal: AbortSignal,
  ): Promise<Since | null> {
    if (!this.isLoaded) await this.load();
    const { name } = report.model;
    if (name === null) return null;
    const before = this.list.find(
      (check) =>
        check.importedAt === null &&
        check.model === name &&
        check.isSample === isSample &&
        check.checkedAt < report.checkedAt &&
        (folderId === null || check.folderId === null || check.folderId === folderId),
    );
    if (before === undefined) return null;
    const packed = await this.#blobOf(before.id, 'files');
    const files =
      packed.ok && packed.value !== null ? await changesSince(packed.value, report, signal) : null;
    if (signal.aborted) return null;
    const bundle = report.bundle?.sha256 ?? null;
    const isComparable = bundle !== null && before.bundleSha256 !== null;
    return {
      at: before.checkedAt,
      verdict: before.verdict,
      isSameBundle: isComparable ? bundle === before.bundleSha256 : null,
      files,
    };
  }

  async #blobOf(id: string, part: 'report' | 'files'): Promise<Got<Blob | null>> {
    const read = await this.#store.do((database) => database.get('reports', id));
    if (!read.ok) return read;
    const blob = fieldsOf(read.value)[part];
    if (blob instanceof Blob) return { ok: true, value: blob };
    return { ok: true, value: blob instanceof Uint8Array ? new Blob([new Uint8Array(blob)]) : null };
  }

  /** All of them or none. At the bound, the oldest give way. */
  async #put(
    all: readonly { readonly check: KeptCheck; readonly report: Blob | null; readonly files: Blob | null }[],
  ): Promise<Got<number>> {
    if (!this.isLoaded) await this.load();
    const others = this.list.filter(({ id }) => !all.some(({ check }) => check.id === id));
    const total = all.length + others.length + this.damaged.length;
    const over = Math.max(0, total - MEMORY_BOUNDS.checks);
    const added = all.map(({ check }) => check);
    const oldest = [...others, ...added]
      .sort(byTime)
      .slice(-over || Infinity)
      .map(({ id }) => id);
    const done = await this.#store.do(async (database, seal) => {
      const rows = await Promise.all(all.map(({ check }) => checkRow(check, seal)));
      // Private windows of some browsers keep bytes, and no blobs.
      const bytes = await Promise.all(
        all.map(async ({ report, files }) => ({
          report: await bytesOf(report),
          files: await bytesOf(files),
        })),
      );
      const writing = database.transaction(['checks', 'reports'], 'readwrite');
      const [checks, reports] = [writing.objectStore('checks'), writing.objectStore('reports')];
      await Promise.all([
        ...all.flatMap(({ check: { id }, report, files }, at) => [
          checks.put(rows[at], id),
          ...(report === null && files === null ? [] : [reports.put(bytes[at], id)]),
        ]),
        ...oldest.flatMap((id) => [checks.delete(id), reports.delete(id)]),
        writing.done,
      ]);
    });
    if (!done.ok) return done;
    await this.#changed();
    return { ok: true, value: oldest.length };
  }

  #changed(): Promise<Outcome> {
    this.#store.tell('checks');
    return this.load();
  }
}

function byTime(a: KeptCheck, b: KeptCheck): number {
  if (a.checkedAt === b.checkedAt) return a.id < b.id ? -1 : 1;
  return a.checkedAt < b.checkedAt ? 1 : -1;
}

function searchable({ label, model, signer, rootDigest, bundleSha256 }: KeptCheck): string {
  const names = signer === null ? [] : Object.values(signer);
  return [label, model, ...names, rootDigest, bundleSha256].join('\n').toLowerCase();
}

async function bytesOf(blob: Blob | null): Promise<Uint8Array | null> {
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer());
}
