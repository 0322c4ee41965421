import { formatsOf } from '../../lib/format.js';

export const format = formatsOf('de', 'weniger als eine Sekunde');

/** `1 Teil`, `12 Teile`. */
export function counted(value: number, one: string, many: string): string {
  return `${format.count(value)} ${value === 1 ? one : many}`;
}

export function files(value: number): string {
  return counted(value, 'Datei', 'Dateien');
}

/** The dative: after “von” and “in”. */
export function ofSignedFiles(value: number): string {
  return counted(value, 'signierten Datei', 'signierten Dateien');
}
