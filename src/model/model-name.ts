import { baseName } from '../path.js';
import type { ListedModel } from './list.js';

/** What a model is called: its folder's name, or that of its file where it is one file beside its signature. Null: neither. */
export function modelName(
  { name, kind, files }: Pick<ListedModel, 'name' | 'kind' | 'files'>,
  signatures: ReadonlySet<string>,
): string | null {
  if (name !== null || kind !== 'files') return name;
  const [only, ...others] = files.filter(({ path }) => !signatures.has(path));
  return only === undefined || others.length > 0 ? null : baseName(only.path);
}
