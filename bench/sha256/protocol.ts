/** What the page asks of the measuring worker. */
export type Task =
  | { readonly type: 'engines'; readonly bytes: number; readonly rounds: number }
  | { readonly type: 'stream'; readonly file: File };

/** MiB/s of each round, by engine. */
export type Rounds = Record<string, number[]>;
