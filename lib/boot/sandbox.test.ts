import { afterEach, expect, it, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { listProjects } from "@/lib/projects";
import { createConnector, deleteConnector, listConnectors, updateConnector } from "@/lib/social";
import { aContext, aProject } from "@/lib/verification/testing";
import { prepareSandbox } from "./sandbox";

useTestDatabase();

/** The default project is the oldest. */
async function theProject() {
  return (await listProjects())[0] ?? (await aProject());
}

async function sandboxes() {
  const connectors = await listConnectors((await theProject()).id);
  return connectors.map(({ target, config, isEnabled }) => ({ target, issuer: config.issuer, isEnabled }));
}

afterEach(async () => {
  const project = await theProject();
  for (const { id } of await listConnectors(project.id)) await deleteConnector(aContext(project), id);
});

it("becomes the first connector of the default project, and follows its port", async () => {
  await theProject();
  const first = await prepareSandbox(true);
  expect(first).toMatchObject({
    port: 4000,
    client: { redirectUri: "http://localhost:3000/verify/callback" },
  });
  await first!.announce("http://127.0.0.1:4000");
  expect(await sandboxes()).toEqual([
    { target: "sandbox", issuer: "http://127.0.0.1:4000", isEnabled: true },
  ]);

  const again = await prepareSandbox(true);
  expect(again!.port).toBe(4000);
  await again!.announce("http://127.0.0.1:5123");
  expect(await sandboxes()).toMatchObject([{ issuer: "http://127.0.0.1:5123" }]);
  expect((await prepareSandbox(true))!.port).toBe(5123);
});

it("of two processes that start at once, one creates the connector", async () => {
  await theProject();
  const both = await Promise.all([prepareSandbox(true), prepareSandbox(true)]);
  await Promise.all(both.map((sandbox) => sandbox!.announce("http://127.0.0.1:4000")));
  expect(await sandboxes()).toHaveLength(1);
});

it("is not added again if an operator has replaced it, and stays disabled if an operator disabled it", async () => {
  const project = await theProject();
  const ctx = aContext(project);
  await (await prepareSandbox(true))!.announce("http://127.0.0.1:4000");
  const [sandbox] = await listConnectors(project.id);
  await updateConnector(ctx, sandbox!.id, { isEnabled: false });
  await (await prepareSandbox(true))!.announce("http://127.0.0.1:4001");
  expect(await sandboxes()).toMatchObject([{ isEnabled: false }]);

  await createConnector(ctx, { kind: "google", config: { clientId: "x", clientSecret: "y" } });
  await deleteConnector(ctx, sandbox!.id);
  expect(await prepareSandbox(true)).toBeNull();
});

it("does not run if it is off, and its remaining connector cannot be chosen", async () => {
  await theProject();
  await (await prepareSandbox(true))!.announce("http://127.0.0.1:4000");
  expect(await prepareSandbox(false)).toBeNull();
  expect(await sandboxes()).toMatchObject([{ isEnabled: false }]);
});

it("is on by default only if the installation is on loopback", async () => {
  const settingFor = async (given: Record<string, string>) => {
    vi.resetModules();
    for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
    const { env } = await import("@/lib/env");
    const setting = env.SANDBOX_IDENTITY_PROVIDER;
    vi.unstubAllEnvs();
    return setting;
  };
  expect(await settingFor({ PUBLIC_URL: "http://localhost:3000" })).toBe("on");
  expect(await settingFor({ PUBLIC_URL: "", PORT: "3000" })).toBe("on");
  expect(await settingFor({ PUBLIC_URL: "http://localhost:3000", HOST: "0.0.0.0" })).toBe("off");
  expect(await settingFor({ PUBLIC_URL: "https://verify.example.com" })).toBe("off");
  expect(await settingFor({ PUBLIC_URL: "https://localhost.example.com" })).toBe("off");
  const asked = { PUBLIC_URL: "https://verify.example.com", SANDBOX_IDENTITY_PROVIDER: "on" };
  expect(await settingFor(asked)).toBe("on");
  expect(await settingFor({ SANDBOX_IDENTITY_PROVIDER: "off" })).toBe("off");
});
