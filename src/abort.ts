/**
 * The result of `work`, or a rejection with the signal's reason the moment it aborts. `work` itself may go on: nobody
 * waits for it any more.
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  // Nor does anybody hear it fail then: not to be reported as a rejection that was forgotten.
  work.catch(() => undefined);
  const { promise: aborted, resolve: onAbort } = withResolver();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (!signal.aborted) await Promise.race([work, aborted]);
    signal.throwIfAborted();
    return await work;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * The result of `work`, or a rejection when it has not settled after `ms`: some of a browser's promises never do. What it
 * still gives later finds nobody.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException(`no answer within ${String(ms / 1000)} seconds`, 'TimeoutError'));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
