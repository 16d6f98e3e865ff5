import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { type Project, projectSettings } from "@/lib/projects";
import { sealChallengeSecret } from "../challenge-secret";
import { passChallenge } from "../pass-challenge";
import { widgetPage } from "../widget-page";
import { hcaptcha } from "./hcaptcha";
import { turnstile } from "./turnstile";
import { widgetChallenge } from "./widget";

useTestDatabase();

/*
 * A stand-in for https://docs.hcaptcha.com/#verify-the-user-response-server-side and
 * https://developers.cloudflare.com/turnstile/get-started/server-side-validation. It accepts what is documented and nothing else.
 */

const secret = "0x4AAAAAAA-secret";
const siteKey = "10000000-ffff-ffff-ffff-000000000001";
let server: Server;
let origin = "";
let used: Set<string>;
let fault: { status?: number; body?: string } = {};

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const errors = errorsIn(request.url!, fields);
    const isForm = request.headers["content-type"] === "application/x-www-form-urlencoded";
    const body = {
      success: errors.length === 0,
      challenge_ts: new Date().toISOString(),
      hostname: "verify.example.com",
      "error-codes": request.method === "POST" && isForm ? errors : ["bad-request"],
    };
    response
      .writeHead(fault.status ?? 200, { "content-type": "application/json" })
      .end(fault.body ?? JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  used = new Set();
  fault = {};
});

function errorsIn(path: string, { secret: given, response, sitekey, ...others }: Record<string, string>) {
  if (Object.keys(others).length > 0) return ["bad-request"];
  if (given !== secret) return ["invalid-input-secret"];
  if (path === "/hcaptcha" && sitekey !== siteKey) return ["sitekey-secret-mismatch"];
  if (path === "/turnstile" && sitekey !== undefined) return ["bad-request"];
  if (!response) return ["missing-input-response"];
  if (response !== "right") return ["invalid-input-response"];
  if (used.has(response)) return [path === "/hcaptcha" ? "already-seen-response" : "timeout-or-duplicate"];
  used.add(response);
  return [];
}

async function aProjectWith(kind: "hcaptcha" | "turnstile", given = secret): Promise<Project> {
  const project = await aProject();
  const sealedSecret = sealChallengeSecret(given, project.id);
  const challenge = { when: "always", kind, siteKey, sealedSecret };
  project.settings.protection = projectSettings.parse({ protection: { challenge } }).protection;
  return project;
}

describe.each([hcaptcha, turnstile])("$kind", (widget) => {
  const ask = async (answer: string, project?: Project) => {
    const { check } = widgetChallenge({ ...widget, siteverifyUrl: `${origin}/${widget.kind}` });
    const subject = { project: project ?? (await aProjectWith(widget.kind)), verificationId: newId() };
    return (await check({ token: "", answer }, subject)).outcome;
  };

  it("accepts what the vendor accepts, once", async () => {
    expect([await ask(""), await ask("wrong"), await ask("right"), await ask("right")]).toEqual([
      "missing",
      "failed",
      "passed",
      "failed",
    ]);
  });

  it("is unavailable, not passed, if the vendor refuses our secret or answers nonsense", async () => {
    expect(await ask("right", await aProjectWith(widget.kind, "another"))).toBe("unavailable");
    for (const next of [{ status: 500, body: "oops" }, { body: "{}" }, { body: '{"success":"true"}' }]) {
      fault = next;
      expect(await ask("right")).toBe("unavailable");
    }
  });

  it("allows the vendor in its frame only", async () => {
    const project = await aProjectWith(widget.kind);
    const page = widgetPage(project, "de", "abc123")!;
    expect(page.html).toContain(`class="${widget.className}" data-sitekey="${siteKey}"`);
    expect(page.html).not.toContain(secret);
    expect(page.policy).toContain(`frame-src ${widget.sources.join(" ")};`);
    expect(page.policy).toContain("script-src 'nonce-abc123' 'strict-dynamic';");
    expect(widgetPage(await aProject(), "de", "abc123")).toBeNull();
  });
});

it("shows a proof of work while the vendor cannot be asked", async () => {
  const project = await aProjectWith("hcaptcha");
  const visitor = { project, endUser: null };
  expect(await passChallenge(visitor, "send", newId(), { token: "", answer: "" })).toMatchObject({
    refusal: { code: "challenge_required", challenge: { kind: "hcaptcha" } },
  });
  // Encrypted with a key that is gone.
  project.settings.protection.challenge.sealedSecret = Buffer.alloc(64).toString("base64");
  expect(await passChallenge(visitor, "send", newId(), { token: "", answer: "any" })).toMatchObject({
    refusal: { code: "challenge_required", challenge: { kind: "proof_of_work" } },
  });
});
