import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** They count what PostgreSQL reads and writes, which its upkeep beside another file changes. */
const countingTests = ["lib/cycle-cost.test.ts", "lib/hot-statements.test.ts"];

export default defineConfig({
  resolve: {
    alias: {
      "@countersign/client/handler": resolve(import.meta.dirname, "packages/client/src/handler.ts"),
      "@countersign/client": resolve(import.meta.dirname, "packages/client/src/index.ts"),
      "@": resolve(import.meta.dirname),
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{app,lib,drizzle,emails,scripts,deploy,packages,examples}/**/*.test.{ts,tsx}"],
          // Those in deploy/tests start the built product, so they belong to the parts "deploy" and "nodes" of `npm test`.
          exclude: [
            ...countingTests,
            ...(process.env.TEST_DATA_DIR ? [] : ["deploy/tests/**"]),
            ...(process.env.TEST_NODES ? [] : ["deploy/tests/nodes.test.ts"]),
          ],
          // One more than processors, because a file often waits for PostgreSQL.
          maxWorkers: process.env.TEST_DATA_DIR ? 1 : availableParallelism() + 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "counting",
          include: countingTests,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
    // Each file has a database of its own, made in beforeAll.
    hookTimeout: 120_000,
    // Only to end what hangs: a busy machine takes several times as long as usual.
    testTimeout: 120_000,
    env: {
      COUNTERSIGN_SECRETS: "tests-derive-their-codes-from-this-public-string",
      PUBLIC_URL: "http://localhost:3000",
      LOG_LEVEL: "silent",
      // A busy machine takes its time; what tests the timeout sets its own.
      DATABASE_TIMEOUT_SECONDS: "60",
      // Stand-ins for identity providers listen on this machine.
      PRIVATE_IDENTITY_PROVIDERS: "loopback",
      // So do consumers of webhooks.
      PRIVATE_WEBHOOK_TARGETS: "loopback",
      // For tests that need no database; the others point it at one of their own (lib/db/testing.ts).
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    },
  },
});
