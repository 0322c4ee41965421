import { servedRepository, type TrustRepository } from '../../src/index.js';
import { siteSettings } from '../lib/site-settings.js';

interface SiteMirror {
  readonly repository: TrustRepository | null;
  /** The site names one, and not as a folder of its own. */
  readonly isUnusable: boolean;
}

/** The mirror that whoever runs the site has named, if any and if that can be told. It is believed nothing. */
export async function siteMirror(): Promise<SiteMirror> {
  try {
    const { trust, hasUnusableTrust } = await siteSettings();
    return { repository: trust === null ? null : siteFolder(trust), isUnusable: hasUnusableTrust };
  } catch {
    return { repository: null, isUnusable: false };
  }
}

/** A folder of this site, such as `trust/`. */
export function siteFolder(path: string): TrustRepository {
  return servedRepository(new URL(`./${path}`, location.href).href, fetch.bind(globalThis));
}
