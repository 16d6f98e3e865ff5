import { authenticateApiKey } from "@/lib/access";
import { followChanges, preparePool } from "@/lib/db";

// A separate process for a test. It receives API keys and replies whether it accepts them.
await preparePool();
await followChanges();
process.on("message", async (key: string) => {
  process.send!((await authenticateApiKey(key)) !== null);
});
process.on("disconnect", () => process.exit());
process.send!("ready");
