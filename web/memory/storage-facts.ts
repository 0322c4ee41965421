/** What the browser says of its storage for this page; null where it does not say. In bytes. */
export interface StorageFacts {
  readonly used: number | null;
  readonly quota: number | null;
  readonly isPersisted: boolean | null;
}

export async function storageFacts(): Promise<StorageFacts> {
  if (!('storage' in navigator)) return { used: null, quota: null, isPersisted: null };
  const [estimate, isPersisted] = await Promise.all([
    navigator.storage.estimate().catch(() => ({}) satisfies StorageEstimate),
    navigator.storage.persisted().catch(() => null),
  ]);
  const { usage, quota }: StorageEstimate = estimate;
  return { used: usage ?? null, quota: quota ?? null, isPersisted };
}
