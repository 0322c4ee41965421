import { formatsOf } from '../../lib/format.js';

export const format = formatsOf('en-GB', 'less than a second');

/** `1 file`, `12 files`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${format.count(value)} ${value === 1 ? one : many}`;
}

export function files(value: number): string {
  return counted(value, 'file');
}
