import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { InputError } from '../error.js';

/** What the choice of a folder depends on. */
export interface Habitat {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Throws where the system knows none. */
  readonly home: () => string;
}

const HERE: Habitat = { platform: process.platform, env: process.env, home: homedir };

/** Where trust is kept: as given, by $TOUCHSTONE_TRUST, or where programs keep such things on this system. */
export function trustFolder(given: string | null, cwd: string, habitat = HERE): string {
  const chosen = given ?? habitat.env['TOUCHSTONE_TRUST'] ?? '';
  return chosen === '' ? usualFolder(habitat) : resolve(cwd, chosen);
}

function usualFolder({ platform, env, home }: Habitat): string {
  const below = (parent: string) => join(parent, 'touchstone', 'trust');
  try {
    if (platform === 'darwin') return below(join(home(), 'Library', 'Application Support'));
    if (platform === 'win32') return below(env['LOCALAPPDATA'] ?? join(home(), 'AppData', 'Local'));
    // One that is not absolute is to be ignored (XDG Base Directory Specification).
    const data = env['XDG_DATA_HOME'] ?? '';
    return below(data.startsWith('/') ? data : join(home(), '.local', 'share'));
  } catch {
    throw new InputError(
      'There is no home folder to keep trust in; name one: --store DIR, or TOUCHSTONE_TRUST.',
    );
  }
}
