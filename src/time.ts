import type { Untrusted } from './untrusted.js';

/** RFC 3339, as protobuf's JSON mapping and TUF write it. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

export function readTime(time: Untrusted): Date {
  const text = time.string();
  const date = new Date(text);
  return RFC_3339.test(text) && !Number.isNaN(date.getTime()) ? date : time.fail('is not a time');
}
