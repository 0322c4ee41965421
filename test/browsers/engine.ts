/** A browser engine as a test sees it: open a page, hand it files as a person would, ask it things. */
export interface Engine {
  readonly name: 'Chromium' | 'Firefox' | 'WebKitGTK';
  readonly version: string;
  /** Opens a page in a fresh tab or window and waits until it has loaded. */
  open(url: string): Promise<void>;
  /**
   * Runs a function in the page. It sees nothing but its arguments (JSON) and the page's globals; a promise is awaited
   * and its result comes back as JSON.
   */
  run<A extends readonly unknown[], R>(action: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** Picks files in the file input that `selector` finds, as through the browser's own dialog. Absolute paths. */
  chooseFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Picks a folder in a `webkitdirectory` input. Absent where the engine's driver cannot. */
  chooseFolder?(selector: string, path: string): Promise<void>;
  /** Drops files and folders from the disk onto the middle of the window. Absent where the engine's driver cannot. */
  drop?(paths: readonly string[]): Promise<void>;
  /** Ends the browser with everything that belongs to it. Never rejects. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The program; found by itself when absent. */
  readonly executablePath?: string;
}
