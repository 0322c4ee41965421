import type { RemoteKind } from '../remote-facts.js';
import type { Reference } from './address.js';
import type { Net } from './ask.js';
import type { RemoteModel } from './remote-model.js';

/** What is known once a host answered; how its files are read is the same everywhere. */
export type Listed = Omit<RemoteModel, 'read'>;

/** One protocol. `open` throws a RemoteFault, and rejects with the signal's reason. */
export interface Adapter<Kind extends RemoteKind> {
  readonly kind: Kind;
  open(reference: Extract<Reference, { kind: Kind }>, net: Net): Promise<Listed>;
}
