/** When a key or an authority was in use, both ends included (sigstore_common.proto, TimeRange). */
export interface Validity {
  readonly start: Date;
  readonly end: Date;
}

export function wasInUse({ start, end }: Validity, at: Date): boolean {
  return start <= at && at <= end;
}
