import { toUtf8 } from '../bytes.js';
import { refuse } from './fault.js';
import { TUF_LIMITS } from './limits.js';
import type { Announced, Delegation, Metadata, TargetsBody } from './metadata.js';
import type { Primitives } from './primitives.js';

/** One role of targets, and by whose delegation it is one; the topmost is `targets`. */
export interface TargetsRole {
  readonly name: string;
  readonly metadata: Metadata<TargetsBody>;
}

export interface Found {
  readonly announced: Announced;
  /** From the topmost role to the one that lists the target. */
  readonly roles: readonly TargetsRole[];
}

/**
 * Searches the roles in preorder, in the order in which they are delegated to (TUF §5.6.7). `load` verifies a role. Null where
 * nobody lists the target.
 */
export async function findTarget(
  top: TargetsRole,
  path: string,
  load: (delegation: Delegation) => Promise<TargetsRole>,
  primitives: Primitives,
): Promise<Found | null> {
  const hash = await primitives.digest('sha256', toUtf8(path));
  const visited = new Set<string>();

  const visit = async (roles: readonly TargetsRole[]): Promise<Found | 'end' | null> => {
    const role = roles.at(-1);
    const announced = role?.metadata.body.targets.get(path);
    if (announced !== undefined) return { announced, roles };
    for (const delegation of role?.metadata.body.delegations ?? []) {
      if (!isDelegated(delegation, path, hash) || visited.has(delegation.name)) continue;
      visited.add(delegation.name);
      if (visited.size > TUF_LIMITS.delegations)
        refuse({ code: 'trust-too-many', what: 'delegations', limit: TUF_LIMITS.delegations });
      const found = await visit([...roles, await load(delegation)]);
      if (found !== null) return found;
      // TUF §5.6.7.2.1: nobody after it is asked.
      if (delegation.terminating) return 'end';
    }
    return null;
  };

  const found = await visit([top]);
  return found === 'end' ? null : found;
}

/** TUF §4.5: by pattern, or by the digest of the path. */
export function isDelegated({ paths, pathHashPrefixes }: Delegation, path: string, hash: string): boolean {
  return (
    paths.some((pattern) => matches(pattern, path)) ||
    pathHashPrefixes.some((prefix) => prefix !== '' && hash.startsWith(prefix))
  );
}

/** Part by part: `*` is any text but a slash, `?` any one character but a slash. No other wildcards. */
function matches(pattern: string, path: string): boolean {
  const [patterns, parts] = [pattern.split('/'), path.split('/')];
  return patterns.length === parts.length && patterns.every((part, i) => fits(part, parts[i] ?? ''));
}

/** Without a regular expression: the pattern is somebody else's, and could take one for ever. */
function fits(pattern: string, text: string): boolean {
  let [at, star, retry] = [0, -1, 0];
  let i = 0;
  while (i < text.length) {
    if (at < pattern.length && pattern[at] === '*') {
      star = at++;
      retry = i;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[i])) {
      at += 1;
      i += 1;
    } else if (star >= 0) {
      at = star + 1;
      i = ++retry;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}
