import { defineConfig } from "drizzle-kit";

/** For `npm run migration` only: the server applies what is committed (`lib/db/migrate.ts`). */
export default defineConfig({
  dialect: "postgresql",
  schema: "./drizzle/schema/index.ts",
  out: "./drizzle/migrations",
});
