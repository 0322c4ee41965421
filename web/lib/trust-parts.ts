import type { TrustedPart, TrustPart } from '../../src/index.js';

/** In the order in which a signature needs them. */
export const PART_KINDS = [
  'certificate-authority',
  'log',
  'ct-log',
  'timestamp-authority',
] as const satisfies readonly TrustPart[];

export type PartStanding = 'in-use' | 'ended' | 'not-yet';

export interface PartGroup {
  readonly kind: TrustPart;
  readonly parts: readonly TrustedPart[];
}

/** Authorities and logs by their kind, the oldest first; kinds that are not there are left out. */
export function groupsOf(parts: readonly TrustedPart[]): readonly PartGroup[] {
  return PART_KINDS.flatMap((kind) => {
    const own = parts.filter(({ part }) => part === kind);
    return own.length === 0 ? [] : [{ kind, parts: own.toSorted((a, b) => at(a.start) - at(b.start)) }];
  });
}

export function standingAt({ start, end }: Pick<TrustedPart, 'start' | 'end'>, now: number): PartStanding {
  if (at(start) > now) return 'not-yet';
  return end !== null && at(end) < now ? 'ended' : 'in-use';
}

/** What an update did to what a trusted root names. */
export interface PartChange {
  readonly what: 'added' | 'removed' | 'ended' | 'changed';
  /** As it is now; of what was removed, as it was. */
  readonly part: TrustedPart;
}

/** None where both name the same. A part is the same one while its kind and its key or certificate are. */
export function changesOf(
  before: readonly TrustedPart[],
  now: readonly TrustedPart[],
): readonly PartChange[] {
  const rest = [...before];
  const changes = now.flatMap((part): readonly PartChange[] => {
    const found = rest.findIndex((other) => other.part === part.part && other.sha256 === part.sha256);
    const [old] = found < 0 ? [] : rest.splice(found, 1);
    if (old === undefined) return [{ what: 'added', part }];
    if (old.end === null && part.end !== null) return [{ what: 'ended', part }];
    const isSame = old.start === part.start && old.end === part.end && old.name === part.name;
    return isSame ? [] : [{ what: 'changed', part }];
  });
  return [...changes, ...rest.map((part) => ({ what: 'removed', part }) as const)];
}

/** A part's time as fractions of the axis. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  /** It has no end: the bar goes on to the end of the axis. */
  readonly isOpen: boolean;
}

export interface Axis {
  /** There is not room for the name of each. */
  readonly years: readonly { readonly year: number; readonly at: number; readonly isNamed: boolean }[];
  readonly today: number;
  readonly barOf: (part: Pick<TrustedPart, 'start' | 'end'>) => Bar;
}

/** An authority's certificate may hold for decades: no picture shows more of them than this. */
const MAX_YEARS_BACK = 15;
const MAX_YEARS_AHEAD = 10;
const MOST_NAMED = 6;

/** Whole years, from the first beginning to the last end, with today on it and what is still to come. */
export function axisOf(parts: readonly Pick<TrustedPart, 'start' | 'end'>[], now: number): Axis {
  const thisYear = yearOf(now);
  const times = [...parts.map(({ start }) => at(start)), ...parts.flatMap(({ end }) => end ?? []).map(at)];
  const known = times.filter((time) => !Number.isNaN(time)).map(yearOf);
  const first = Math.max(Math.min(thisYear, ...known), thisYear - MAX_YEARS_BACK);
  const last = Math.min(Math.max(thisYear + 1, ...known) + 1, thisYear + MAX_YEARS_AHEAD);
  const [begin, end] = [Date.UTC(first, 0), Date.UTC(last, 0)];
  const share = (time: number): number => Math.min(1, Math.max(0, (time - begin) / (end - begin)));
  const step = Math.ceil((last - first) / MOST_NAMED);
  return {
    years: Array.from({ length: last - first }, (_, index) => ({
      year: first + index,
      at: share(Date.UTC(first + index, 0)),
      isNamed: index % step === 0,
    })),
    today: share(now),
    barOf: ({ start, end: until }) => ({
      from: share(at(start)),
      to: until === null ? 1 : share(at(until)),
      isOpen: until === null,
    }),
  };
}

function at(iso: string): number {
  return Date.parse(iso);
}

function yearOf(time: number): number {
  return new Date(time).getUTCFullYear();
}
