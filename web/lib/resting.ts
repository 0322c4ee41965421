import type { Phase, Ready, Resting } from '../phase.js';

/** What is on the page, or will be again when whatever runs is left. */
export function restingOf(phase: Phase): Resting {
  switch (phase.name) {
    case 'reading':
    case 'error':
      return phase.back;
    case 'checking':
      return phase.ready;
    default:
      return phase;
  }
}

/** What lacks a signature, or may be given another: the form, or a verdict that found none. */
export function formOf(phase: Phase): Ready | null {
  const shown = phase.name === 'error' ? phase.back : phase;
  if (shown.name === 'verdict') return shown.report.verdict.code === 'unsigned' ? shown.ready : null;
  return shown.name === 'ready' ? shown : null;
}
