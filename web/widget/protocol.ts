/**
 * What the page around a frame and the frame say to each other (docs/widget-frame.md). One greeting by `postMessage`, with a port;
 * everything else through that port. Both sides read only what is written down here, and nothing that the page says is a verdict.
 */
import type { Options } from './options.js';
import type { Start } from './source.js';
import type { Progress, Report, VerdictCode } from '../../src/index.js';
import { isFaultCode, isLoadFaultCode, type FaultCode, type LoadFaultCode } from './fault.js';
import { LIMITS, readOptions } from './protocol-options.js';
import { count, member, Odd, oneOf, text } from './read.js';

/** Raised when an older side would not understand a newer one. */
export const PROTOCOL_VERSION = 1;

export interface Hello {
  readonly touchstone: 'hello';
  readonly version: number;
}

/** From the page around. `run` counts its starts, so that what belongs to an earlier one is known. */
export type HostMessage =
  /** Begins anew, with another signature or for the first time. */
  | {
      readonly kind: 'start';
      readonly run: number;
      readonly options: Options;
      readonly begin: Start;
      /** Why the page's own expectation could not be had. */
      readonly fault: FaultCode | null;
    }
  /** Other options for the same. */
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'bundle'; readonly run: number; readonly bundle: Blob | string }
  | { readonly kind: 'bundle-failed'; readonly run: number; readonly code: LoadFaultCode };

export const REFUSALS = ['host-not-allowed', 'same-origin', 'settings', 'version', 'flood'] as const;
/** Why the frame does not work for this page. */
export type Refusal = (typeof REFUSALS)[number];

/**
 * From the frame. Of a check of the visitor's own files, or by the visitor's own word or memory, the page learns only how it ended.
 */
export type FrameMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly code: Refusal }
  | { readonly kind: 'malformed'; readonly problem: string }
  | { readonly kind: 'need-bundle'; readonly run: number }
  | { readonly kind: 'resize'; readonly height: number }
  | FrameVerdict
  | { readonly kind: 'progress'; readonly run: number; readonly progress: Progress }
  | { readonly kind: 'error'; readonly run: number; readonly code: FaultCode };

export type Parsed<T> =
  { readonly ok: true; readonly message: T } | { readonly ok: false; readonly problem: string };

export interface FrameVerdict {
  readonly kind: 'verdict';
  readonly run: number;
  readonly depth: 'signature' | 'local';
  readonly code: VerdictCode;
  /** Null where it would tell what is the visitor's. */
  readonly report: Report | null;
}

/** The version that was greeted with; null for what is no greeting. */
export function parseHello(data: unknown): number | null {
  const version = member(data, 'version');
  return member(data, 'touchstone') === 'hello' && typeof version === 'number' ? version : null;
}

export const parseHostMessage = (data: unknown): Parsed<HostMessage> => parsed(() => hostMessage(data));
export const parseFrameMessage = (data: unknown): Parsed<FrameMessage> => parsed(() => frameMessage(data));

function parsed<T>(read: () => T): Parsed<T> {
  try {
    return { ok: true, message: read() };
  } catch (error) {
    if (!(error instanceof Odd)) throw error;
    return { ok: false, problem: error.message };
  }
}

function hostMessage(data: unknown): HostMessage {
  const kind = oneOf(member(data, 'kind'), ['start', 'options', 'bundle', 'bundle-failed'], 'kind');
  switch (kind) {
    case 'start':
      return {
        kind,
        run: runOf(data),
        options: readOptions(member(data, 'options')),
        begin: oneOf(member(data, 'begin'), ['now', 'visible', 'click'], 'begin'),
        fault: faultIn(member(data, 'fault')),
      };
    case 'options':
      return { kind, options: readOptions(member(data, 'options')) };
    case 'bundle':
      return bundle(runOf(data), member(data, 'bundle'));
    case 'bundle-failed':
      return { kind, run: runOf(data), code: loadFault(member(data, 'code')) };
  }
}

function loadFault(value: unknown): LoadFaultCode {
  if (!isLoadFaultCode(value)) throw new Odd('code is none of a fetch');
  return value;
}

function faultIn(value: unknown): FaultCode | null {
  return value === undefined || value === null ? null : fault(value);
}

function fault(value: unknown): FaultCode {
  if (!isFaultCode(value)) throw new Odd('code is no fault');
  return value;
}

function bundle(run: number, content: unknown): HostMessage {
  if (typeof content !== 'string' && !(content instanceof Blob))
    throw new Odd('bundle is neither text nor Blob');
  const size = typeof content === 'string' ? content.length : content.size;
  return size > LIMITS.bundle
    ? { kind: 'bundle-failed', run, code: 'bundle-too-large' }
    : { kind: 'bundle', run, bundle: content };
}

/** A record, so that the compiler asks for a new one. */
const VERDICTS: Readonly<Record<VerdictCode, true>> = {
  'could-not-check': true,
  unsigned: true,
  'signature-invalid': true,
  'signer-mismatch': true,
  'files-mismatch': true,
  partial: true,
  'signer-untrusted': true,
  'signer-unconfirmed': true,
  verified: true,
};

const KINDS = [
  ...(['ready', 'refused', 'malformed', 'need-bundle', 'resize', 'verdict', 'progress', 'error'] as const),
];

function frameMessage(data: unknown): FrameMessage {
  const kind = oneOf(member(data, 'kind'), KINDS, 'kind');
  switch (kind) {
    case 'ready':
      return { kind };
    case 'refused':
      return { kind, code: oneOf(member(data, 'code'), REFUSALS, 'code') };
    case 'malformed':
      return { kind, problem: text(member(data, 'problem'), LIMITS.name, 'problem') };
    case 'need-bundle':
      return { kind, run: runOf(data) };
    case 'resize':
      return { kind, height: count(member(data, 'height'), LIMITS.height, 'height') };
    case 'verdict':
      return verdict(data);
    case 'progress': {
      const progress = member(data, 'progress');
      if (!isProgress(progress)) throw new Odd('progress is none');
      return { kind, run: runOf(data), progress };
    }
    case 'error':
      return { kind, run: runOf(data), code: fault(member(data, 'code')) };
  }
}

function verdict(data: unknown): FrameVerdict {
  const depth = oneOf(member(data, 'depth'), ['signature', 'local'], 'depth');
  const given = member(data, 'code');
  if (!isVerdict(given)) throw new Odd('code is no verdict');
  // A look at the signature alone is never green.
  if (depth === 'signature' && given === 'verified') throw new Odd('code is none of a signature');
  const report = member(data, 'report') ?? null;
  if (report !== null && (depth === 'local' || !isReport(report) || report.verdict.code !== given))
    throw new Odd('report is not of this verdict');
  return { kind: 'verdict', run: runOf(data), depth, code: given, report };
}

function runOf(data: unknown): number {
  return count(member(data, 'run'), LIMITS.run, 'run');
}

function isVerdict(value: unknown): value is VerdictCode {
  return typeof value === 'string' && Object.hasOwn(VERDICTS, value);
}

/** It comes from the frame, which the page has to believe anyway: that it is one is enough. */
function isReport(value: unknown): value is Report {
  const parts = ['rows', 'model', 'trust'];
  return (
    isVerdict(member(member(value, 'verdict'), 'code')) &&
    parts.every((name) => typeof member(value, name) === 'object')
  );
}

function isProgress(value: unknown): value is Progress {
  const numbers = ['filesDone', 'filesTotal', 'bytesDone', 'bytesTotal', 'bytesPerSecond'];
  return (
    typeof member(value, 'phase') === 'string' &&
    numbers.every((name) => typeof member(value, name) === 'number') &&
    Array.isArray(member(value, 'current'))
  );
}
