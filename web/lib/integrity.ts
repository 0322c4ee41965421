/** No file has it: what the build does not know is not run. */
const NONE = `sha384-${'A'.repeat(64)}`;

/**
 * The digest of a script or stylesheet that is loaded after the page: Vite's loader asks before it adds a link. The build
 * writes them into the page (scripts/site/integrity.mjs), whose own first files carry theirs.
 */
export function integrityOf(url: string): string {
  const list = listed();
  const at = list.findIndex((path, i) => i % 2 === 0 && new URL(path, document.baseURI).href === url);
  return (at < 0 ? undefined : list[at + 1]) ?? NONE;
}

/**
 * Rejects where a worker is another than was built. No browser holds workers to a digest: here the file is looked at before they
 * start, which finds what was changed or mixed up, and not a host that answers the two requests differently.
 */
export async function workersAsBuilt(): Promise<void> {
  await Promise.all(
    laterParts()
      .filter((path) => /\/worker-[\w-]+\.js$/.test(path))
      .map(async (path) => {
        const { href } = new URL(path, document.baseURI);
        await (await fetch(href, { integrity: integrityOf(href) })).arrayBuffer();
      }),
  );
}

/** Paths of what is loaded after the page; none in development. */
export function laterParts(): readonly string[] {
  return listed().filter((_, i) => i % 2 === 0);
}

/** Paths and digests by turns; none in development. */
function listed(): readonly string[] {
  return document.querySelector<HTMLMetaElement>('meta[name=integrity]')?.content.split(' ') ?? [];
}
