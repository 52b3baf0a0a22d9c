import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Below errors there are only words on source maps that packages left out.
  logLevel: 'error',
  test: {
    include: ['tests/**/*.test.ts'],
    // Local days are cut with each balancing authority's zone: no test may lean on the machine's.
    env: { TZ: 'Pacific/Kiritimati' },
    // Against tests that hang, not against a slow machine.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    setupFiles: ['tests/property-seed.ts'],
    // It imports JSON as bundlers do, which Node does not.
    server: { deps: { inline: [/@actions\//] } },
  },
});
