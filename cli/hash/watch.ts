type OnAbort = (reason: unknown) => void;

const watched = new WeakMap<AbortSignal, Set<OnAbort>>();

/** Calls `onAbort` when `signal` aborts, until the returned function is called. */
export function watch(signal: AbortSignal | undefined, onAbort: OnAbort): () => void {
  if (signal === undefined) return () => undefined;
  let all = watched.get(signal);
  if (all === undefined) {
    const everybody = new Set<OnAbort>();
    watched.set(signal, everybody);
    // One listener for all: Node warns of more than ten.
    const tellAll = () => {
      for (const tell of everybody) tell(signal.reason);
    };
    signal.addEventListener('abort', tellAll, { once: true });
    all = everybody;
  }
  all.add(onAbort);
  return () => all.delete(onAbort);
}
