import type { RemoteReason } from '../remote-reason.js';

/** Thrown while a host is asked, and turned into a refusal at the edge; never leaves the library. */
export class RemoteFault extends Error {
  readonly reason: RemoteReason;

  constructor(reason: RemoteReason) {
    super(reason.code);
    this.reason = reason;
  }
}
