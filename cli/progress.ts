import type { Progress } from '../src/index.js';

/** The part of a terminal that a progress line needs. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

const CLEAR_LINE = '\r\u001b[K';

/** One line that rewrites itself, on terminals only. */
export function progressLine(terminal: Terminal): ProgressLine {
  let shown = false;
  return {
    show(progress) {
      if (terminal.isTTY !== true) return;
      // A line that wraps could not be cleared again.
      terminal.write(CLEAR_LINE + progressText(progress).slice(0, (terminal.columns ?? 80) - 1));
      shown = true;
    },
    clear() {
      if (shown) terminal.write(CLEAR_LINE);
      shown = false;
    },
  };
}

/** One line that counts, on terminals only. */
export function counterLine(terminal: Terminal): { show(text: string): void; clear(): void } {
  const isTerminal = terminal.isTTY === true;
  return {
    show(text) {
      if (isTerminal) terminal.write(CLEAR_LINE + text.slice(0, (terminal.columns ?? 80) - 1));
    },
    clear() {
      if (isTerminal) terminal.write(CLEAR_LINE);
    },
  };
}

export function progressText(progress: Progress): string {
  switch (progress.phase) {
    case 'listing':
      return `listing: ${progress.filesTotal} files`;
    case 'signature':
      return 'checking the signature';
    case 'hashing': {
      const parts = [
        `${progress.filesDone} of ${progress.filesTotal} files`,
        `${bytesText(progress.bytesDone)} of ${bytesText(progress.bytesTotal)}`,
      ];
      if (progress.bytesPerSecond > 0) parts.push(`${bytesText(progress.bytesPerSecond)}/s`);
      if (progress.secondsLeft !== null) parts.push(`${timeText(progress.secondsLeft)} left`);
      return `hashing: ${parts.join(', ')}`;
    }
    case 'looking-again':
      return `looking again: ${progress.filesDone} of ${progress.filesTotal} files`;
  }
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

function timeText(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
