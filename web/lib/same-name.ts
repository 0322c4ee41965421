/** Whether both may be the name of one model. A hub names it with its owner before, and a folder is called by the last part. */
export function mayBeSame(linked: string, chosen: string): boolean {
  return lastPart(linked) === lastPart(chosen);
}

function lastPart(name: string): string {
  return name.split('/').findLast((part) => part !== '') ?? name;
}
