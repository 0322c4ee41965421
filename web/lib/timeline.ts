import type { Report } from '../../src/index.js';

export type EventKind = 'valid-from' | 'valid-until' | 'logged' | 'stamped' | 'checked';

/** Something that happened at one moment, in the order of time. */
export interface TimelineEvent {
  readonly kind: EventKind;
  /** ISO 8601. */
  readonly at: string;
  /** Which log or authority. Others' words. */
  readonly by: string | null;
}

/** When a signer's certificate held, what proves that the signature was made then, and when it was checked. */
export function timelineOf({ signer, logEntries, timestamps, checkedAt }: Report): readonly TimelineEvent[] {
  const certificate = signer === null || signer.method === 'key' ? null : signer.certificate;
  const events: TimelineEvent[] = [
    ...(certificate === null
      ? []
      : [
          { kind: 'valid-from', at: certificate.notBefore, by: null } as const,
          { kind: 'valid-until', at: certificate.notAfter, by: null } as const,
        ]),
    ...logEntries.flatMap(({ integratedTime, log }) =>
      integratedTime === null ? [] : [{ kind: 'logged', at: integratedTime, by: log } as const],
    ),
    ...timestamps.map(({ authority, time }) => ({ kind: 'stamped', at: time, by: authority }) as const),
    { kind: 'checked', at: checkedAt, by: null },
  ];
  return events
    .filter(({ at }) => !Number.isNaN(Date.parse(at)))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

/** Of events in the same second. */
const ORDER: readonly EventKind[] = ['valid-from', 'stamped', 'logged', 'valid-until', 'checked'];

/** Whether the certificate held at that moment: between `valid-from` and `valid-until`, both included. */
export function heldAt(events: readonly TimelineEvent[], event: TimelineEvent): boolean {
  const of = (kind: EventKind) => Date.parse(events.find((one) => one.kind === kind)?.at ?? '');
  const at = Date.parse(event.at);
  return of('valid-from') <= at && at <= of('valid-until');
}
