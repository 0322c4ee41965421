import type { Pin, Progress, Report } from '../../src/index.js';
import type { FaultCode } from './fault.js';
import type { Options } from './options.js';

/**
 * `signature`: no file is looked at. `local`: the visitor's own download is checked. Of a hub: `reported` is what it says of its
 * files, `streamed` what it sends of them.
 */
export type Depth = 'signature' | 'local' | 'reported' | 'streamed';

export type WidgetEvent =
  | { readonly kind: 'verdict'; readonly depth: Depth; readonly report: Report }
  | { readonly kind: 'progress'; readonly depth: Depth; readonly progress: Progress }
  | { readonly kind: 'error'; readonly code: FaultCode; readonly message: string };

/** When the signature is checked: at once, when the widget comes into view, or when the visitor asks for it. */
export type Start = 'now' | 'visible' | 'click';

export interface HubSource {
  /** `hf://…`, `oci://…` or `https://…`. */
  readonly address: string;
  /** Whether the page names the signature too; else the hub's own is taken. */
  readonly hasBundle: boolean;
  /** Whether what the hub reports is compared without a click. */
  readonly isCompared: boolean;
}

/** Where a widget has what it works on from: its element, or a frame's host. */
export interface WidgetSource {
  readonly options: Options;
  /** Why the host's expectation could not be had; then nothing is checked in its place. */
  readonly fault?: FaultCode | null;
  /** The host's expectation, where it has yet to be loaded: asked for with the first check. Rejects with a {@link LoadFault}. */
  readonly expectation?: (signal: AbortSignal) => Promise<Options['claimed']>;
  /** `visible` when absent. */
  readonly start?: Start;
  /** Where the page says that the model is; null where it does not. Never in a frame, which connects to nobody. */
  readonly hub?: HubSource | null;
  /** Rejects with a {@link LoadFault}; then it is asked again when the visitor tries again. */
  readonly bundle: (signal: AbortSignal) => Promise<Blob | string>;
  /** Signers whom the visitor remembered. In a frame only, whose storage is not the host's. */
  readonly pins: (modelName: string | null) => Promise<readonly Pin[]>;
  readonly tell: (event: WidgetEvent) => void;
}
