import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as answerProof } from "@/app/(native)/.well-known/countersign-domain/route";
import { GET as ask } from "@/app/(native)/internal/domains/ask/route";
import type { Ctx } from "@/lib/access";
import { aContext, aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { seedInbox } from "@/lib/delivery";
import { env } from "@/lib/env";
import { OutboundError } from "@/lib/outbound";
import { findProject } from "@/lib/projects";
import { portalOriginOf, start } from "@/lib/verification";
import { archiveProject, checkDomain, removeProjectDomain, setProjectDomain } from "..";

useTestDatabase();

/** A context with the project as it is now. */
async function fresh({ project }: Ctx): Promise<Ctx> {
  return aContext((await findProject(project.id))!);
}

let ctx: Ctx;
beforeAll(async () => {
  ctx = aContext(await aProject());
  await seedInbox(ctx.project.id);
});
afterAll(() => removeProjectDomain(ctx));

const host = "verify.acme.example";
/** A host that leads to this installation: its own route answers. */
const leadsHere = async (url: string) =>
  answerProof(new Request(url, { headers: { host: new URL(url).host } }));
const elsewhere = async () => new Response("<h1>Parked</h1>");
const nowhere = async (): Promise<Response> => {
  throw new OutboundError("unreachable", "it could not be reached (ENOTFOUND)");
};
const mayHaveCertificate = async (domain: string) =>
  (await ask(new Request(`${env.PUBLIC_URL}/internal/domains/ask?domain=${domain}`))).status;
const originOfNew = async () => {
  const started = await start(await fresh(ctx), { identifier: { email: "jane@example.com" } });
  if (!started.ok) throw new Error(started.refusal.code);
  return portalOriginOf(started.value.verification);
};

describe("a project's domain", () => {
  test("is used for hosted pages only once it leads here, and no longer when it does not", async () => {
    expect((await setProjectDomain(ctx, host)).ok).toBe(true);
    expect(await originOfNew()).toBe(env.PUBLIC_URL);
    for (const fetchProof of [elsewhere, nowhere]) {
      const checked = await checkDomain(await fresh(ctx), fetchProof);
      expect(checked).toMatchObject({ ok: true, value: { isVerified: false } });
      expect(await originOfNew()).toBe(env.PUBLIC_URL);
    }
    expect(await checkDomain(await fresh(ctx), leadsHere)).toMatchObject({
      ok: true,
      value: { isVerified: true },
    });
    expect(await originOfNew()).toBe(`https://${host}`);
    await checkDomain(await fresh(ctx), elsewhere);
    expect(await originOfNew()).toBe(env.PUBLIC_URL);
  });

  test("is proven by a proof of this host only", async () => {
    const ofAnother = async () => leadsHere("https://other.example/.well-known/countersign-domain");
    const checked = await checkDomain(await fresh(ctx), ofAnother);
    expect(checked).toMatchObject({ ok: true, value: { isVerified: false } });
  });

  test("belongs to one project, and is never the installation's", async () => {
    const other = aContext(await aProject());
    expect(await setProjectDomain(other, host)).toMatchObject({ refusal: { code: "domain_taken" } });
    const ours = new URL(env.PUBLIC_URL).hostname;
    expect(await setProjectDomain(other, ours)).toMatchObject({ refusal: { code: "domain_is_ours" } });
    expect(await checkDomain(other)).toMatchObject({ refusal: { code: "domain_not_set" } });
  });

  test("can have a certificate before it is verified, unless its project is archived", async () => {
    expect(await mayHaveCertificate(host)).toBe(200);
    expect(await mayHaveCertificate("stranger.example")).toBe(404);
    await archiveProject(ctx, ctx.project.id);
    expect(await mayHaveCertificate(host)).toBe(404);
  });
});
