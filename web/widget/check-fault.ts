import type { Reason, Result } from '../../src/index.js';
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

/** Why the hub that the page names gave nothing. */
export class HubRefusal extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.code);
    this.name = 'HubRefusal';
    this.reason = reason;
  }
}

/** What a hub gave. Of a part that was loaded later no class is known here. */
export function valueOf<T>(given: Result<T>): T {
  if (!given.ok) throw new HubRefusal(given.reasons[0]);
  return given.value;
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
  if (error instanceof HubRefusal) return 'hub-refused';
  return error instanceof PartMissing ? 'part-missing' : 'check-failed';
}
