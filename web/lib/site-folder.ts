/**
 * A folder of this site, relative to it and with a slash at its end, such as `trust/acme/`; null where what was written is none: the
 * page connects to nobody else.
 */
export function folderOfSite(text: string, site: string): string | null {
  const written = text.trim();
  if (written === '') return null;
  try {
    const base = new URL('./', site);
    const url = new URL(written.endsWith('/') ? written : `${written}/`, base);
    if (url.search !== '' || url.hash !== '' || !url.href.startsWith(base.href)) return null;
    const folder = url.href.slice(base.href.length);
    return folder === '' ? null : folder;
  } catch {
    return null;
  }
}
