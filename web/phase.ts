import type { Progress, Report, VerifyRequest } from '../src/index.js';
import type { Choice } from './lib/choice.js';
import type { JudgedSignatures } from './lib/judged.js';
import type { Sight } from './lib/look.js';
import type { Problem } from './lib/problem.js';
import type { Handed } from './handed.svelte.js';
import type { Linked } from './linked.svelte.js';
import type { Past, Remembered } from './remembered.svelte.js';

/** What is loaded after the first view. */
export interface Parts {
  readonly Remembered: new () => Remembered;
  readonly Linked: new (handed: Handed) => Linked;
}

export interface Idle {
  readonly name: 'idle';
}

export interface Reading {
  readonly name: 'reading';
  readonly filesFound: number;
  /** Where cancelling leads. */
  readonly back: Resting;
}

export interface Ready extends Sight {
  readonly name: 'ready';
  readonly choice: Choice;
  readonly judged: JudgedSignatures;
}

export interface Checking {
  readonly name: 'checking';
  readonly ready: Ready;
  /** So far, where the model is listed anew. */
  readonly filesFound: number;
  readonly progress: Progress | null;
}

export interface Judged {
  readonly name: 'verdict';
  readonly ready: Ready;
  readonly report: Report;
  /** What the person calls the Sigstore that was asked, if they had it installed. */
  readonly installed: string | null;
  /** What the check was asked with. */
  readonly trust: VerifyRequest['trust'];
  /** What the page's memory has to say about it; null until it has. */
  readonly past: Past | null;
}

export interface Failed {
  readonly name: 'error';
  readonly problem: Problem;
  /** What was on the page before, and is still there. */
  readonly back: Resting;
}

/** The phases in which nothing runs. */
export type Resting = Idle | Ready | Judged;
export type Phase = Resting | Reading | Checking | Failed;
