/**
 * Does `work` for each item, so many side by side, in order of their beginning. Rejects with the first failure, and at once
 * when `signal` aborts, with its reason. Then nothing more is begun, and what was begun is told by the signal that it was given.
 */
export async function each<T>(
  items: Iterable<T>,
  { atOnce, signal }: { readonly atOnce: number; readonly signal: AbortSignal | undefined },
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  signal?.throwIfAborted();
  const inner = new AbortController();
  const rest = items[Symbol.iterator]();
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const onAbort = (): void => {
    fail(signal?.reason);
    inner.abort(signal?.reason);
  };
  const loop = async (): Promise<void> => {
    for (let step = rest.next(); step.done !== true; step = rest.next()) {
      try {
        await work(step.value, inner.signal);
      } catch (error) {
        // Whoever else ends because of the abort says so too late to be heard.
        fail(error);
        inner.abort(error);
      }
      if (inner.signal.aborted) return;
    }
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([Promise.all(Array.from({ length: Math.max(1, atOnce) }, loop)), failed]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
  if (inner.signal.aborted) await failed;
}
