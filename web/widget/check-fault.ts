import { LoadFault, type FaultCode } from './fault.js';

/** What the host says of whom it expects cannot be had. */
export class HostFault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode) {
    super(code);
    this.name = 'HostFault';
    this.code = code;
  }
}

export class PartMissing extends Error {
  constructor(cause: unknown) {
    super('a part of the widget is missing', { cause });
    this.name = 'PartMissing';
  }
}

/** What ended a check, for whoever reads it. */
export function codeOf(error: unknown): FaultCode {
  if (error instanceof LoadFault || error instanceof HostFault) return error.code;
  return error instanceof PartMissing ? 'part-missing' : 'check-failed';
}
