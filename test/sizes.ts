/** Whether to try what is only large: seconds each, and not again for every mutant of the mutation testing. */
export const WITH_SIZES = process.env['TOUCHSTONE_NO_SIZES'] === undefined;

const LARGE: readonly string[] = [
  '100,000 entries',
  '100,001 entries',
  'a bundle of 64 MiB and a byte',
  'a payload of 48 MiB',
  'a list of two million',
  'bundle-too-large',
  'bundle-too-long',
  'manifest-too-large',
  'model-too-many-files',
];

/** Of the table of mutations, only what is about these subjects: all that a part of the code has to do with. */
const SUBJECTS = process.env['TOUCHSTONE_SUBJECTS']?.split(',') ?? null;

export const EVERY_SUBJECT = SUBJECTS === null;

export function isSubject(subject: string): boolean {
  return SUBJECTS === null || SUBJECTS.includes(subject);
}

export function isTried(name: string): boolean {
  return WITH_SIZES || !LARGE.includes(name);
}
