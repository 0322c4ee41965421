/** What this page was built as, by the statement beside it. Its own word: SECURITY.md says what that is worth. */
const STATEMENT = './site.intoto.json';
const SHA256 = /^[0-9a-f]{64}$/;

/** The root digest of the site in hexadecimal; null where there is none, as in development. */
export async function buildDigest(): Promise<string | null> {
  try {
    const response = await fetch(STATEMENT, { redirect: 'error' });
    return response.ok ? digestIn(await response.json()) : null;
  } catch {
    return null;
  }
}

function digestIn(statement: unknown): string | null {
  if (typeof statement !== 'object' || statement === null || !('subject' in statement)) return null;
  const subjects: unknown = statement.subject;
  const subject: unknown = Array.isArray(subjects) ? subjects[0] : null;
  if (typeof subject !== 'object' || subject === null || !('digest' in subject)) return null;
  const { digest } = subject;
  if (typeof digest !== 'object' || digest === null || !('sha256' in digest)) return null;
  return typeof digest.sha256 === 'string' && SHA256.test(digest.sha256) ? digest.sha256 : null;
}
