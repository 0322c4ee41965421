import { servedRepository, type TrustRepository } from '../../src/index.js';
import { siteSettings } from '../lib/site-settings.js';

/** The mirror that whoever runs the site has named; null where there is none, or that cannot be told. It is believed nothing. */
export async function siteRepository(): Promise<TrustRepository | null> {
  try {
    const { trust } = await siteSettings();
    return trust === null ? null : siteFolder(trust);
  } catch {
    return null;
  }
}

/** A folder of this site, such as `trust/`. */
export function siteFolder(path: string): TrustRepository {
  return servedRepository(new URL(`./${path}`, location.href).href, fetch.bind(globalThis));
}
