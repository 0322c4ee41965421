/**
 * Where a name out of a certificate may lead when it is clicked; null where it is no plain https address. What is shown
 * has to be where it leads: one that a browser would read otherwise than a person stays text.
 */
export function linkTo(text: string): string | null {
  if (!/^https:\/\/[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.port === '';
  const isAsWritten = url.href === text || url.href === `${text}/`;
  return isPlain && isAsWritten && !url.hostname.includes('xn--') ? url.href : null;
}
