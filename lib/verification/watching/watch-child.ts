import { closeDb, preparePool } from "@/lib/db";
import { findProject } from "@/lib/projects";
import { cancel } from "../cancel";
import { aContext } from "../testing";

// A separate process for a test: it cancels the verification that it is sent.
await preparePool();
process.on("message", async ({ id, projectId }: { id: string; projectId: string }) => {
  await cancel(aContext((await findProject(projectId))!), { verificationId: id });
});
process.on("disconnect", () => closeDb().then(() => process.exit()));
process.send!("ready");
