/** Rejects at once when the signal aborts, whatever the promise does. */
export async function heldBy<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  // Nobody may be left to hear that it rejected.
  promise.catch(() => undefined);
  return new Promise<T>((resolve, reject) => {
    const aborted = () => {
      reject(signal.reason);
    };
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

/** What succeeds once is not done again. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
