import { isLoadFaultCode, LOAD_PROBLEMS, type FaultCode, type FrameFault } from './fault.js';
import type { Words } from './text/english.js';

export function faultText(code: FaultCode | FrameFault, { faults }: Words): string {
  if (!isLoadFaultCode(code)) return faults[code];
  const problem = LOAD_PROBLEMS.find((known) => code.endsWith(known)) ?? 'unreachable';
  return faults[code.startsWith('bundle') ? 'bundle' : 'expectation'][problem];
}
