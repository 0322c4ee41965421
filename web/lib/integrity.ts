/** No file has it: what the build does not know is not run. */
const NONE = `sha384-${'A'.repeat(64)}`;

/**
 * The digest of a script or stylesheet that is loaded after the page: Vite's loader asks before it adds a link. The build
 * writes them into the page (scripts/site/integrity.mjs), whose own first files carry theirs.
 */
export function integrityOf(url: string): string {
  const list = document.querySelector<HTMLMetaElement>('meta[name=integrity]')?.content.split(' ') ?? [];
  const at = list.findIndex((path, i) => i % 2 === 0 && new URL(path, document.baseURI).href === url);
  return (at < 0 ? undefined : list[at + 1]) ?? NONE;
}
