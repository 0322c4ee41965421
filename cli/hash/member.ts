import { Worker } from 'node:worker_threads';
import type { EngineName } from './digest.js';
import type { Reply, Request, Setup } from './protocol.js';
import { createRunner } from './runner.js';

/** Somebody who hashes: this thread, or another. */
export interface Member {
  readonly tell: (request: Request) => void;
  /** Whether the process has to live on for it. */
  readonly keepAlive: (needed: boolean) => void;
  readonly end: () => void;
}

/** This thread: it is there at once. It tells of every chunk, since that costs nothing here. */
export function ownMember(engine: EngineName, onReply: (reply: Reply) => void): Member {
  return {
    tell: createRunner({ engine, progressEvery: 0 }, onReply),
    keepAlive: () => undefined,
    end: () => undefined,
  };
}

/** A new thread; `script` is thread.ts as built. `onBroken` is called when it is of no use any more, perhaps repeatedly. */
export function threadMember(
  engine: EngineName,
  script: URL,
  onReply: (reply: Reply) => void,
  onBroken: (detail: string) => void,
): Member {
  const worker = new Worker(script, { workerData: { engine } satisfies Setup });
  worker.on('message', onReply);
  worker.on('error', (error) => {
    onBroken(error instanceof Error ? error.message : String(error));
  });
  worker.on('messageerror', () => {
    onBroken('its message could not be read');
  });
  worker.on('exit', (code) => {
    onBroken(`it ended with ${code}`);
  });
  return {
    tell: (request) => {
      worker.postMessage(request);
    },
    keepAlive: (needed) => {
      if (needed) worker.ref();
      else worker.unref();
    },
    end: () => void worker.terminate(),
  };
}
