import { beforeAll, describe, expect, it } from "vitest";
import { createApiKey, insertOperator, installationScopes, listTeam, scopes, setRole } from "@/lib/access";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { createProvider, listProviders } from "@/lib/delivery";
import { listEvents } from "@/lib/events";
import { fromTypeId, newId, toTypeId } from "@/lib/id";
import { findProject } from "@/lib/projects";
import { aClient, type Body, type Client, expectProblem, send, type TestRequest } from "./harness";

useTestDatabase();

let client: Client;
let owner: string;
beforeAll(async () => {
  client = await aClient();
  owner = (await insertOperator("owner@acme.example", "")).id;
  await setRole(owner, client.reserved.id, "owner");
});

async function created(body: object = {}): Promise<Body> {
  const answer = await client.call("POST", "/projects", { body: { name: "Staging", ...body } });
  expect(answer.status).toBe(201);
  return answer.body;
}

/** A key of that project, made with the installation key. */
async function keyOf(project: Body): Promise<string> {
  const answer = await client.call("POST", `/projects/${project.id}/keys`, {
    body: { name: "Backend", scopes },
  });
  expect(answer.status).toBe(201);
  return answer.body.secret;
}

const ask = (key: string, method: "GET" | "POST" | "PATCH", path: string, asked: TestRequest = {}) =>
  send(method, path, { key, ...asked });

describe("an installation key", () => {
  it("creates a project that works, owned by the installation's owners", async () => {
    const project = await created({ environment: "test" });
    expect(project).toMatchObject({ name: "Staging", environment: "test", archivedAt: null });
    const started = await ask(await keyOf(project), "POST", "/verifications", {
      body: { email: "jane@example.com" },
    });
    expect(started.status).toBe(201);
    const id = fromTypeId("prj", project.id)!;
    expect((await listTeam(id)).map(({ operator, role }) => [operator.id, role])).toEqual([[owner, "owner"]]);
    const events = await listEvents(id, { limit: 10 });
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(["project.created", "api_key.created"]),
    );
  });

  it("is refused in every project, and a project's key on all projects", async () => {
    const { secret } = await createApiKey(client.reserved.id, { name: "CI", scopes: installationScopes });
    for (const path of ["/project", "/verifications", "/api-keys"]) {
      expectProblem(await ask(secret, "GET", path), 401, "unauthorized");
    }
    expectProblem(await ask(client.key, "GET", "/projects"), 401, "unauthorized");
  });

  it("with projects:read changes nothing", async () => {
    const reader = await aClient({ scopes: ["projects:read"] });
    const { id } = await created();
    expect((await reader.call("GET", `/projects/${id}`)).body.id).toBe(id);
    for (const path of ["/projects", `/projects/${id}/archive`, `/projects/${id}/keys`]) {
      const answer = await reader.call("POST", path, { body: {} });
      expect(expectProblem(answer, 403, "insufficient_scope").scope).toBe("projects:write");
    }
  });

  it("never reaches the reserved project", async () => {
    const path = `/projects/${toTypeId("prj", client.reserved.id)}`;
    expectProblem(await client.call("GET", path), 404, "project_not_found");
    expectProblem(await client.call("PATCH", path, { body: { name: "Mine" } }), 404, "project_not_found");
    expectProblem(await client.call("POST", `${path}/archive`), 404, "project_not_found");
    expect((await findProject(client.reserved.id))?.archivedAt).toBeNull();
  });
});

describe("a copy", () => {
  const source = async () => {
    const project = await created({ name: "Live" });
    await client.call("PATCH", `/projects/${project.id}`, {
      body: {
        branding: { accent: "#2f6b4f" },
        policies: { confirm: { email: { codeLength: 8 } } },
        dialects: { kratos: { hosts: ["id.acme.example"], maxSubmissions: 3 } },
      },
    });
    const ctx = aContext((await findProject(fromTypeId("prj", project.id)!))!);
    const smtp = {
      host: "mail.example",
      user: "acme",
      password: "correct-horse",
      from: "no-reply@acme.example",
    };
    const made = await createProvider(ctx, { kind: "smtp", config: smtp });
    if (!made.ok) throw new Error(made.refusal.code);
    return project;
  };
  const providersOf = (project: Body) => listProviders(fromTypeId("prj", project.id)!);

  it("has the settings, but not what only one project can have", async () => {
    const live = await source();
    const copy = await created({ environment: "test", copyFrom: { project: live.id } });
    expect(copy.branding.accent).toBe("#2f6b4f");
    expect(copy.policies).toEqual({ confirm: { email: { codeLength: 8 } } });
    expect(copy.dialects.kratos).toMatchObject({ hosts: [], maxSubmissions: 3 });
    expect((await providersOf(copy)).map(({ kind }) => kind)).toEqual(["inbox"]);
  });

  it("has the providers, enabled only with their credentials", async () => {
    const live = await source();
    for (const [providers, isComplete] of [
      ["with_credentials", true],
      ["without_credentials", false],
    ] as const) {
      const copy = await created({ copyFrom: { project: live.id, providers } });
      const smtp = (await providersOf(copy)).find(({ kind }) => kind === "smtp");
      expect(smtp).toMatchObject({ isEnabled: isComplete, secretsSet: isComplete ? ["password"] : [] });
    }
  });

  it("of a project that does not exist is refused, and so is an owner that does not", async () => {
    const copyFrom = { project: toTypeId("prj", newId()) };
    const wrong: [object, string][] = [
      [{ copyFrom }, "copied_project_not_found"],
      [{ ownerEmail: "nobody@acme.example" }, "operator_not_found"],
    ];
    for (const [body, code] of wrong) {
      const answer = await client.call("POST", "/projects", { body: { name: "Copy", ...body } });
      expectProblem(answer, 422, code);
    }
  });
});

describe("an archived project", () => {
  it("refuses calls until it is restored", async () => {
    const project = await created();
    const key = await keyOf(project);
    const archived = await client.call("POST", `/projects/${project.id}/archive`);
    expect(archived.body.archivedAt).toEqual(expect.any(String));
    expectProblem(await ask(key, "GET", "/project"), 403, "project_archived");
    expectProblem(await ask(key, "POST", "/verifications", { body: {} }), 403, "project_archived");
    expect((await client.call("POST", `/projects/${project.id}/archive`)).body).toEqual(archived.body);
    const listed = await client.call("GET", "/projects?archived=true&limit=100");
    expect(listed.body.data.map(({ id }: Body) => id)).toContain(project.id);

    const restored = await client.call("POST", `/projects/${project.id}/restore`);
    expect(restored.body.archivedAt).toBeNull();
    expect((await ask(key, "GET", "/project")).status).toBe(200);
  });
});
