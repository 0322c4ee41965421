import type { FileProgress, Progress } from './request.js';

/** How often listeners hear of progress, and over how long throughput is averaged. In milliseconds. */
const INTERVAL = 100;
const WINDOW = 3000;
/** As many as people follow. */
const CURRENT = 4;
/** Smaller ones come and go too fast to be read. */
const CURRENT_BYTES = 16 * 1024 * 1024;

/** Counts bytes and files and tells a listener at most ten times a second, and at every change of phase. */
export class ProgressTracker {
  private readonly listener: ((progress: Progress) => void) | undefined;
  private state: Omit<Progress, 'bytesPerSecond' | 'secondsLeft' | 'current'> = {
    phase: 'listing',
    filesDone: 0,
    filesTotal: 0,
    bytesDone: 0,
    bytesTotal: 0,
  };
  private readonly current = new Set<FileProgress>();
  private samples: { readonly at: number; readonly bytes: number }[] = [];
  private lastTold = 0;

  constructor(listener: ((progress: Progress) => void) | undefined) {
    this.listener = listener;
    this.tell(true);
  }

  enter(phase: Progress['phase'], totals: { readonly files?: number; readonly bytes?: number } = {}): void {
    this.state = {
      phase,
      filesDone: 0,
      bytesDone: 0,
      filesTotal: totals.files ?? 0,
      bytesTotal: totals.bytes ?? 0,
    };
    this.samples = [{ at: performance.now(), bytes: 0 }];
    this.current.clear();
    this.tell(true);
  }

  /** A file that is about to be hashed. `onBytes` is told of its bytes, `end` that it is done. */
  startFile(
    path: string,
    bytesTotal: number,
  ): { readonly onBytes: (more: number) => void; readonly end: () => void } {
    const file = { path, bytesDone: 0, bytesTotal };
    return {
      onBytes: (more) => {
        file.bytesDone += more;
        // Those that only wait for their turn are not under way.
        if (bytesTotal >= CURRENT_BYTES) this.current.add(file);
        this.state = { ...this.state, bytesDone: this.state.bytesDone + more };
        this.tell(false);
      },
      end: () => {
        this.current.delete(file);
        this.addFile();
      },
    };
  }

  addFile(): void {
    this.state = { ...this.state, filesDone: this.state.filesDone + 1 };
    this.tell(this.state.filesDone === this.state.filesTotal);
  }

  private tell(always: boolean): void {
    const now = performance.now();
    if (this.listener === undefined || (!always && now - this.lastTold < INTERVAL)) return;
    this.lastTold = now;
    this.samples.push({ at: now, bytes: this.state.bytesDone });
    while (this.samples.length > 2 && now - (this.samples[0]?.at ?? now) > WINDOW) this.samples.shift();
    const [first] = this.samples;
    const seconds = first === undefined ? 0 : (now - first.at) / 1000;
    // Under half a second the figure would jump about.
    const bytesPerSecond =
      first === undefined || seconds < 0.5 ? 0 : (this.state.bytesDone - first.bytes) / seconds;
    const left = this.state.bytesTotal - this.state.bytesDone;
    this.listener({
      ...this.state,
      bytesPerSecond,
      secondsLeft: bytesPerSecond > 0 ? left / bytesPerSecond : null,
      current: Array.from(this.current, (file) => ({ ...file }))
        .toSorted((a, b) => b.bytesTotal - a.bytesTotal)
        .slice(0, CURRENT),
    });
  }
}
