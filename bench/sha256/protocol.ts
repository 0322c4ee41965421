/** What the page asks of the measuring worker. */
export type Task =
  | { readonly type: 'engines'; readonly bytes: number; readonly rounds: number }
  /** Hashed with hash-wasm. */
  | { readonly type: 'stream'; readonly blob: Blob }
  /** Read as the product reads, and not hashed: many small ones at once. */
  | { readonly type: 'read'; readonly blobs: readonly Blob[] };

/** MiB/s of each round, by engine. */
export type Rounds = Record<string, number[]>;

export interface Check {
  readonly rounds: number;
  /** How many workers, for every way alike. */
  readonly workers: number;
  /** Which ways; all when absent. */
  readonly only?: readonly string[];
  /** Bytes; whole files when absent. */
  readonly shard?: number;
}

export interface Checked {
  readonly speeds: Rounds;
  /** Of the main thread while the product hashed, in milliseconds. */
  readonly longestTask: number;
}
