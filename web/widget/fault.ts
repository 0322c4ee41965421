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

const OTHER_FAULTS = [
  'expectation-incomplete',
  'expectation-several',
  /** A part of the widget is not there, or is not what was built. */
  'part-missing',
  'check-failed',
  'hub-refused',
  'nothing-dropped',
  'too-much-dropped',
] as const;

export type FaultCode = LoadFaultCode | (typeof OTHER_FAULTS)[number];

/** Why there is nothing to be seen in a frame, so that it is said beside it. */
export type FrameFault = 'frame-not-named' | 'frame-same-origin' | 'frame-silent' | 'frame-hub';

export class LoadFault extends Error {
  readonly code: LoadFaultCode;

  constructor(code: LoadFaultCode, options?: ErrorOptions) {
    super(code, options);
    this.name = 'LoadFault';
    this.code = code;
  }
}

/** Reads a code that somebody else sent. */
export function isFaultCode(value: unknown): value is FaultCode {
  return isLoadFaultCode(value) || OTHER_FAULTS.some((known) => known === value);
}

/** Reads a code that somebody else sent. */
export function isLoadFaultCode(value: unknown): value is LoadFaultCode {
  const [what, ...problem] = typeof value === 'string' ? value.split('-') : [];
  return (
    (what === 'bundle' || what === 'expectation') &&
    LOAD_PROBLEMS.some((known) => known === problem.join('-'))
  );
}
