import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Local days are cut with each balancing authority's zone: no test may lean on the machine's.
    env: { TZ: 'Pacific/Kiritimati' },
    testTimeout: 60_000,
    hookTimeout: 240_000,
    globalSetup: [],
  },
});
