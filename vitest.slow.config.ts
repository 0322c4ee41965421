import { defineConfig } from 'vitest/config';

/** Messages of 2 GiB and more: minutes, so not part of `npm test`. */
export default defineConfig({
  test: { include: ['test/slow/**/*.test.ts'], testTimeout: 600_000 },
});
