/** What JSON.parse makes of it; undefined for what is no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function member(json: unknown, name: string): unknown {
  const isOwn = typeof json === 'object' && json !== null && Object.hasOwn(json, name);
  return isOwn ? Reflect.get(json, name) : undefined;
}

export const isText = (value: unknown): value is string => typeof value === 'string';
export const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);
