import { message, type Report, type VerdictCode } from '../src/index.js';

/** docs/verdicts.md: 0 for `verified`, 2 for `could-not-check` (bad usage too), 1 for everything else. */
export type ExitCode = 0 | 1 | 2;

export function exitCode({ verdict }: Report): ExitCode {
  return exitCodeOf(verdict.code);
}

export function exitCodeOf(verdict: VerdictCode): ExitCode {
  switch (verdict) {
    case 'verified':
      return 0;
    case 'could-not-check':
      return 2;
    default:
      return 1;
  }
}

/** The headline, and the way out of what came first. `could-not-check` says both in its headline. */
export function verdictLine({ verdict }: Report): string {
  const [first] = verdict.reasons;
  return first === undefined || verdict.code === 'could-not-check'
    ? verdict.headline
    : `${verdict.headline} ${message(first).wayOut}`;
}

/** One line, without a stack trace: those are for whoever runs a debugger. */
export function internalError(error: unknown): string {
  return `internal error: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
}
