import type { ExpectationFault } from './options.js';

/** Why something that the host named could not be fetched. */
export const LOAD_PROBLEMS = [
  'not-named',
  'missing',
  'refused',
  'failing',
  'unreachable',
  'slow',
  'too-large',
  'broken-off',
] as const;

export type LoadProblem = (typeof LOAD_PROBLEMS)[number];
/** `expectation`: a key, certificate or trusted root of the host's. */
export type Loaded = 'bundle' | 'expectation';
export type LoadFaultCode = `${Loaded}-${LoadProblem}`;

export type FaultCode =
  | LoadFaultCode
  | ExpectationFault
  /** A part of the widget is not there, or is not what was built. */
  | 'part-missing'
  | 'check-failed'
  | 'nothing-dropped'
  | 'too-much-dropped';

export class LoadFault extends Error {
  readonly code: LoadFaultCode;

  constructor(code: LoadFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'LoadFault';
    this.code = code;
  }
}

/** Reads a code that somebody else sent. */
export function isLoadFaultCode(value: unknown): value is LoadFaultCode {
  const [what, ...problem] = typeof value === 'string' ? value.split('-') : [];
  return (
    (what === 'bundle' || what === 'expectation') &&
    LOAD_PROBLEMS.some((known) => known === problem.join('-'))
  );
}
