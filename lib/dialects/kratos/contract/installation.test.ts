import { beforeAll, expect, it } from "vitest";
import { createApiKey, installationScopes } from "@/lib/access";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { archiveProject, restoreProject } from "@/lib/installation";
import { insertProject } from "@/lib/projects";
import { anApp, type TestApp } from "./harness";

useTestDatabase();

let app: TestApp;
beforeAll(async () => {
  app = await anApp();
});

it("refuses an installation key", async () => {
  const reserved = await insertProject("Console", { kind: "reserved", settings: app.project.settings });
  const { secret } = await createApiKey(reserved.id, { name: "CI", scopes: installationScopes });
  const { status } = await app.json("GET", "/admin/identities", undefined, {
    authorization: `Bearer ${secret}`,
  });
  expect(status).toBe(401);
});

it("refuses the calls of an archived project, until it is restored", async () => {
  const ctx = aContext(app.project);
  await archiveProject(ctx, app.project.id);
  expect((await app.admin("GET", "/identities")).status).toBe(403);
  await restoreProject(ctx, app.project.id);
  expect((await app.admin("GET", "/identities")).status).toBe(200);
});
