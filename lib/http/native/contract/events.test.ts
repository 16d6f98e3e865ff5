import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { eventTypes } from "@/lib/events";
import { newId, toTypeId } from "@/lib/id";
import { wrongCode } from "@/lib/verification/testing";
import { check, everyPage, rightCode, someone, start } from "./acts";
import { aClient, type Body, type Client, expectProblem } from "./harness";

useTestDatabase();

let client: Client;
let verification: Body;
/** All events of the client's project, newest first. */
let all: Body[];

beforeAll(async () => {
  client = await aClient();
  verification = await start(client);
  const code = await rightCode(verification);
  await check(client, verification, wrongCode(code));
  await check(client, verification, code);
  await start(client);
  await client.call("POST", "/users", { body: { identifiers: [{ email: someone() }] } });
  await client.call("PATCH", "/project", { body: { name: "Acme & Daughters" } });
  all = (await client.call("GET", "/events?limit=100")).body.data;
});

const list = async (query: string): Promise<Body[]> =>
  (await client.call("GET", `/events?limit=100&${query}`)).body.data;

describe("GET /events", () => {
  it("lists what happened, newest first, with actor, request id and a summary", async () => {
    expect(all.map(({ type }) => type)).toEqual([
      "project.updated",
      "user.created",
      "verification.started",
      "verification.verified",
      "verification.attempted",
      "verification.attempted",
      "verification.started",
    ]);
    for (const event of all) {
      expect(event.id).toMatch(/^evt_/);
      expect(event.actor).toEqual({ type: "key", id: toTypeId("key", client.apiKeyId) });
      expect(event.requestId).toMatch(/^req_/);
      expect(event.summary).toMatch(/^[A-Z].*\.$/);
    }
    const started = all.at(-1);
    expect(started.verificationId).toBe(verification.id);
    expect(started.data).toMatchObject({ purpose: "confirm", recipient: "j•••@example.com" });
    expect(all[0]).toMatchObject({ verificationId: null, data: { members: ["name"] } });
    expect(all[0].summary).toBe("Project settings updated: name.");
  });

  it("lists each event once for any page size", async () => {
    for (const limit of [1, 2, 7, 100]) expect(await everyPage(client, "/events?", limit)).toEqual(all);
  });

  it("continues after the cursor, even if newer items were added", async () => {
    const by = await aClient();
    for (let i = 0; i < 3; i++) await start(by);
    const first = (await by.call("GET", "/events?limit=2")).body;
    const newer = await start(by);
    const rest = (await by.call("GET", `/events?limit=2&cursor=${first.nextCursor}`)).body;
    expect(rest.data).toHaveLength(1);
    expect(rest.nextCursor).toBeNull();
    const seen = [...first.data, ...rest.data].map(({ verificationId }: Body) => verificationId);
    expect(new Set(seen).size).toBe(3);
    expect(seen).not.toContain(newer.id);
  });

  it("filters by type and by verification", async () => {
    for (const type of eventTypes) {
      expect(await list(`type=${type}`)).toEqual(all.filter((event) => event.type === type));
    }
    const ofIt = all.filter(({ verificationId }) => verificationId === verification.id);
    expect(ofIt).toHaveLength(4);
    expect(await list(`verificationId=${verification.id}`)).toEqual(ofIt);
    const both = await list(`verificationId=${verification.id}&type=verification.attempted`);
    expect(both).toEqual(ofIt.filter(({ type }) => type === "verification.attempted"));
    expect(await list(`verificationId=${toTypeId("ver", newId())}`)).toEqual([]);
  });

  it("refuses malformed filters", async () => {
    for (const query of ["type=nothing", "type=", "verificationId=usr_x", "verificationId=", "actor=key"]) {
      expectProblem(await client.call("GET", `/events?${query}`), 400, "request_invalid");
    }
  });
});

describe("GET /events/{id}", () => {
  it("returns an item as in the list, and only to its project", async () => {
    const stranger = await aClient();
    for (const event of all) {
      const found = await client.call("GET", `/events/${event.id}`);
      expect([found.status, found.body]).toEqual([200, event]);
      expectProblem(await stranger.call("GET", `/events/${event.id}`), 404, "event_not_found");
    }
    expect((await stranger.call("GET", "/events")).body).toEqual({ data: [], nextCursor: null });
    const theirs = await stranger.call("GET", `/events?verificationId=${verification.id}`);
    expect(theirs.body.data).toEqual([]);
  });
});
