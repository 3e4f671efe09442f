import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // What is awaited may take long on a busy machine; the default of one second asserts speed.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: ['tests/support/postgres-setup.ts', 'tests/support/redis-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'clients',
          include: ['{renderer,electron,scripts}/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
