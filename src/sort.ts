import { Turns } from './turns.js';

/** Sorting so many takes a few milliseconds. */
const RUN = 4000;

/** As `toSorted`, equal ones in their order, for as many as 100,000 on a page's thread: others have their turn in between. */
export async function sortInTurns<T>(items: readonly T[], compare: (a: T, b: T) => number): Promise<T[]> {
  const turns = new Turns();
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += RUN) {
    runs.push(items.slice(at, at + RUN).sort(compare));
    if (turns.isOver) await turns.giveWay();
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2)
      longer.push(await merged(runs[at] ?? [], runs[at + 1] ?? [], compare, turns));
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merged<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  turns: Turns,
): Promise<T[]> {
  const all: T[] = [];
  let at = 0;
  for (const item of left) {
    for (let other = right[at]; other !== undefined && compare(item, other) > 0; other = right[at]) {
      all.push(other);
      at += 1;
    }
    all.push(item);
    if (all.length % 256 === 0 && turns.isOver) await turns.giveWay();
  }
  for (const item of right.slice(at)) all.push(item);
  return all;
}
