import type { Prose, Report } from '../../src/index.js';
import { visibleText } from '../lib/escape.js';
import type { Local, Signed } from './visit.js';
import { faultText } from './fault-text.js';
import { reportLook, signedLook } from './look.js';
import type { Words } from './text/english.js';

/** The sentence of a report. May quote the attacker's text. */
export function sentenceOf(report: Report, prose: Prose | null): string {
  return prose === null ? report.verdict.headline : prose.headline(report);
}

/** What is said to those who do not see it: each end, and nothing on the way. Of the most that was checked. */
export function headlineOf(signed: Signed, local: Local, words: Words, prose: Prose | null): string {
  switch (local.kind) {
    case 'checked':
      return `${words.depth[local.depth]}: ${reportLook(local.report, words).word}. ${visibleText(sentenceOf(local.report, prose))}`;
    case 'failed':
      return faultText(local.code, words);
    case 'cancelled':
      return words.progress.cancelled;
    case 'none':
    case 'checking':
      break;
  }
  switch (signed.kind) {
    case 'checked':
      return `${words.depth.signature}: ${signedLook(signed, words).word}. ${visibleText(sentenceOf(signed.report, prose))}`;
    case 'failed':
      return faultText(signed.code, words);
    default:
      return '';
  }
}
