import { expect } from 'vitest';
import type { Report } from '../../src/index.js';
import { reportProblems } from '../docs/report-problems.js';
import { alone, type Finished } from './process.js';
import { ReusedProcesses } from './reused-process.js';

const processes = new ReusedProcesses();

/** Runs the command as built, in a process that others use too; in one of its own where something is put `before` it. */
export function touchstone(
  args: readonly string[],
  cwd: string,
  before: readonly string[] = [],
): Promise<Finished> {
  return before.length > 0 ? alone(args, cwd, before) : processes.run(args, cwd);
}

/** The same with `--json`: a report as its schema says. */
export async function reported(
  args: readonly string[],
  cwd: string,
  before: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly stderr: string; readonly report: Report }> {
  const { code, stdout, stderr } = await touchstone([...args, '--json'], cwd, before);
  const report = JSON.parse(stdout) as Report;
  expect(reportProblems(report)).toEqual([]);
  return { code, stderr, report };
}
