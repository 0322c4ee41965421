/** What this page was built as, by the statement beside it. Its own word: SECURITY.md says what that is worth. */
const STATEMENT = './site.intoto.json';
const SHA256 = /^[0-9a-f]{64}$/;

/** The root digest of the site in hexadecimal; null where there is none, as in development. */
export async function buildDigest(): Promise<string | null> {
  try {
    const response = await fetch(STATEMENT, { redirect: 'error' });
    const statement: unknown = response.ok ? await response.json() : null;
    return isOfThisPage(statement) ? digestIn(statement) : null;
  } catch {
    return null;
  }
}

/** Between this page and the statement, the host may have been given another version. */
function isOfThisPage(statement: unknown): boolean {
  const own = new URL(import.meta.url).pathname.split('/').slice(-2).join('/');
  return JSON.stringify(statement).includes(JSON.stringify(own));
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
