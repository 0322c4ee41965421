import type { Circumstances, Report } from '../src/index.js';
import { reportAsJson } from './lib/report-json.js';
import { reportName } from './lib/text.js';
import { sha256 } from './record/encode.js';
import { makeKey, publicHalf, type PublicHalf, type RecordKey } from './record/key.js';
import { KeyIsDamaged, sign } from './record/sign.js';
import { statementOf } from './record/statement.js';
import { deleteKey, keepKey, loadKey, type Kept } from './record/store.js';

/** Both files of a signed record. */
export interface Signed {
  readonly name: string;
  readonly report: Blob;
  readonly record: Blob;
}

export type RecordProblem = 'no-crypto' | 'no-storage' | 'not-kept' | 'damaged' | 'failed';

export type HeldKey = RecordKey & PublicHalf;

/** The organisation's key in this browser, and what is signed with it. */
export class Records {
  key = $state.raw<HeldKey | null>(null);
  problem = $state<RecordProblem | null>(null);
  /** Until then nothing can be said of a key. */
  isLoaded = $state(false);
  wasRemoved = $state(false);

  async load(): Promise<void> {
    // As on a page that came over plain HTTP.
    if (!isSecureContext) {
      this.problem = 'no-crypto';
      return;
    }
    try {
      await this.#show(await loadKey());
    } catch {
      this.problem = 'no-storage';
    }
  }

  async make(organisation: string): Promise<void> {
    this.wasRemoved = false;
    try {
      await this.#show(await keepKey(await makeKey(organisation)));
    } catch {
      this.problem = 'not-kept';
    }
  }

  async remove(): Promise<void> {
    try {
      await deleteKey();
      await this.#show({ is: 'none' });
      this.wasRemoved = true;
    } catch {
      this.problem = 'no-storage';
    }
  }

  /** Null where it could not be done. */
  async sign(report: Report, circumstances: Circumstances): Promise<Signed | null> {
    try {
      // Another tab may have deleted or replaced it.
      await this.#show(await loadKey());
      const { key } = this;
      if (key === null) return null;
      const name = `${reportName(report)}.json`;
      const file = await reportAsJson({ ...report, circumstances });
      const saved = { name, sha256: await sha256(new Uint8Array(await file.arrayBuffer())) };
      const page = `${location.origin}${location.pathname}`;
      const text = await sign(statementOf(report, saved, { organisation: key.name, page }), key);
      return { name, report: file, record: new Blob([text], { type: 'application/json' }) };
    } catch (error) {
      this.problem = error instanceof KeyIsDamaged ? 'damaged' : 'failed';
      return null;
    }
  }

  async #show(kept: Kept): Promise<void> {
    this.key = kept.is === 'key' ? { ...kept.key, ...(await publicHalf(kept.key)) } : null;
    this.problem = kept.is === 'damaged' ? 'damaged' : null;
    this.isLoaded = true;
  }
}
