import { beforeAll, describe, expect, it } from "vitest";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { findUser } from "@/lib/users";
import { aClient, aUser, type Body, type Client, digitsOf, messagesOf, seedBody } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});
const call: Client["call"] = (...request) => client.call(...request);

let accounts = 0;
const fresh = (over: object = {}) => seedBody({ foreignID: `f-${++accounts}`, ...over });
const link = (userID: string, body: object) => call("POST", `/v2/users/${userID}/socialAccounts`, { body });
const linksOf = (userID: string, query = "") => call("GET", `/v2/users/${userID}/socialAccounts${query}`);

describe("POST /v2/users/{userID}/socialAccounts", () => {
  it("C14 answers what was sent in seven members, and stores the account as asserted", async () => {
    const { userID } = await aUser(client);
    const { status, body } = await link(userID, seedBody());
    expect(status).toBe(200);
    expect(body).toEqual({
      socialAccountID: expect.stringMatching(/^soc-\d+$/),
      userID,
      ...seedBody(),
    });
    const ctx = aContext(client.project, { dialect: "corbado" });
    const events = await listEvents(ctx.project.id, { limit: 5 });
    expect(events.find(({ type }) => type === "social_account.added")?.data).toMatchObject({
      provider: "google",
      evidence: "asserted",
    });
    const { pageOfAccounts } = await import("@/lib/users");
    const subject = { column: "subject", operator: "is", values: ["53150919"] } as const;
    const page = await pageOfAccounts(ctx, { conditions: [subject], order: null, page: 1, pageSize: 10 });
    expect(page.rows).toMatchObject([{ evidence: "asserted", connectorId: null, lastVerificationId: null }]);
    // The user is unchanged.
    const user = await findUser(ctx, page.rows[0]!.userId);
    expect(user).toMatchObject({ ok: true, value: { identifiers: [], name: "Jane Doe" } });
  });

  it("C15 refuses the same account a second time, for the same user and for another", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const body = fresh();
    expect((await link(a.userID, body)).status).toBe(200);
    for (const { userID } of [a, b]) {
      const answer = await link(userID, { ...body, fullName: "Somebody Else" });
      expect(answer.status).toBe(409);
      expect(answer.body.error.type).toBe("already_exists");
      expect(messagesOf(answer)).toEqual(["foreignID: already exists"]);
      expect(JSON.stringify(answer.body)).not.toContain(digitsOf(a.userID));
    }
    expect((await linksOf(b.userID)).body).toEqual([]);
    // Another provider, another letter case and another project make another account.
    expect((await link(b.userID, { ...body, providerType: "github" })).status).toBe(200);
    expect((await link(b.userID, { ...body, foreignID: body.foreignID.toUpperCase() })).status).toBe(200);
    const own = await aClient();
    const { userID } = await aUser(own);
    expect((await own.call("POST", `/v2/users/${userID}/socialAccounts`, { body })).status).toBe(200);
  });

  it("creates one account for 20 parallel requests", async () => {
    const users = await Promise.all(Array.from({ length: 20 }, () => aUser(client)));
    const body = fresh();
    const answers = await Promise.all(users.map(({ userID }) => link(userID, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)]);
  });

  it("C17 accepts three providers", async () => {
    const { userID } = await aUser(client);
    for (const providerType of ["google", "microsoft", "github"]) {
      expect((await link(userID, fresh({ providerType }))).body.providerType).toBe(providerType);
    }
    for (const providerType of ["facebook", "Google", "__proto__"]) {
      const answer = await link(userID, fresh({ providerType }));
      expect(answer.status).toBe(400);
      expect(answer.body.error.type).toBe("validation_error");
      expect(messagesOf(answer)).toEqual(["providerType: must be a valid value"]);
    }
  });

  it("C26 refuses a number as foreignID, and stores nothing", async () => {
    const { userID } = await aUser(client);
    const answer = await link(userID, fresh({ foreignID: 53150919 }));
    expect(answer.status).toBe(400);
    expect(answer.body.error.type).toBe("validation_error");
    expect(messagesOf(answer)).toEqual(["foreignID: must be a string"]);
    expect((await linksOf(userID)).body).toEqual([]);
  });

  it("reports everything that is missing or wrong", async () => {
    const { userID } = await aUser(client);
    const fields = ["providerType", "identifierValue", "foreignID", "avatarURL", "fullName"];
    expect(messagesOf(await link(userID, {}))).toEqual(fields.map((field) => `${field}: cannot be blank`));
    const refused = async (over: object) => messagesOf(await link(userID, fresh(over)));
    expect(
      await refused({ identifierValue: "jane", avatarURL: "not a url", fullName: "x".repeat(256) }),
    ).toEqual([
      "identifierValue: must be a valid email address",
      "avatarURL: must be a valid URL",
      "fullName: the length must be between 1 and 255",
    ]);
    for (const avatarURL of ["javascript:alert(1)", "//example.com/x", "ftp://example.com/x", "https://"]) {
      expect(await refused({ avatarURL })).toEqual(["avatarURL: must be a valid URL"]);
    }
    // The frontend's spelling is not the backend's.
    const { avatarURL: _, ...spelled } = fresh({ avatarUrl: "https://example.com/x" });
    expect(messagesOf(await link(userID, spelled))).toEqual(["avatarURL: cannot be blank"]);
    expect((await linksOf(userID)).body).toEqual([]);
  });

  it("answers the address as it was sent, and accepts users of every status", async () => {
    const { userID } = await aUser(client);
    await call("PATCH", `/v2/users/${userID}`, { body: { status: "disabled" } });
    const { status, body } = await link(userID, fresh({ identifierValue: "Jane.DOE@Example.COM" }));
    expect([status, body.identifierValue]).toEqual([200, "Jane.DOE@Example.COM"]);
  });

  it("refuses an unknown user before it parses the body", async () => {
    const answer = await call("POST", "/v2/users/usr-1234/socialAccounts", { text: "{" });
    expect([answer.status, ...messagesOf(answer)]).toEqual([400, "userID: does not exist"]);
  });
});

describe("GET /v2/users/{userID}/socialAccounts", () => {
  it("C16 answers a bare array of the resources that were created", async () => {
    const { userID } = await aUser(client);
    expect((await linksOf(userID)).body).toEqual([]);
    const created = (await link(userID, fresh())).body;
    const { status, body } = await linksOf(userID);
    expect(status).toBe(200);
    expect(body).toEqual([created]);
  });

  it("pages, sorts and filters", async () => {
    const { userID } = await aUser(client);
    for (let i = 0; i < 12; i++) await link(userID, fresh({ providerType: i % 2 ? "github" : "google" }));
    expect((await linksOf(userID)).body).toHaveLength(10);
    expect((await linksOf(userID, "?page=2")).body).toHaveLength(2);
    expect((await linksOf(userID, "?filter[]=providerType:eq:github")).body).toHaveLength(6);
    const sorted = (await linksOf(userID, "?sort=providerType:asc&pageSize=100")).body;
    expect(sorted.map(({ providerType }: Body) => providerType)).toEqual([
      ...Array(6).fill("github"),
      ...Array(6).fill("google"),
    ]);
    expect(messagesOf(await linksOf(userID, "?sort=fullName"))).toEqual([
      "fullName: not sortable by this column",
    ]);
  });

  it("refuses an unknown user", async () => {
    expect(messagesOf(await linksOf("usr-123456789"))).toEqual(["userID: does not exist"]);
  });
});

describe("GET /v2/socialAccounts", () => {
  it("C27 answers an object with the accounts and their paging", async () => {
    const own = await aClient();
    const empty = await own.call("GET", "/v2/socialAccounts");
    expect(empty.status).toBe(200);
    expect(empty.body).toEqual({ socialAccounts: [], paging: { page: 1, totalPages: 0, totalItems: 0 } });
    const { userID } = await aUser(own);
    const created = await own.call("POST", `/v2/users/${userID}/socialAccounts`, { body: seedBody() });
    const { body } = await own.call("GET", "/v2/socialAccounts");
    expect(body).toEqual({
      socialAccounts: [created.body],
      paging: { page: 1, totalPages: 1, totalItems: 1 },
    });
  });

  it("finds the owner of an account", async () => {
    const { userID } = await aUser(client);
    const body = fresh({ identifierValue: "Owner@Example.com" });
    await link(userID, body);
    const found = async (...filters: string[]) => {
      const query = new URLSearchParams(filters.map((filter) => ["filter[]", filter]));
      const answer = await call("GET", `/v2/socialAccounts?${query}`);
      return answer.body.socialAccounts.map((account: Body) => account.userID);
    };
    expect(await found("providerType:eq:google", `foreignID:eq:${body.foreignID}`)).toEqual([userID]);
    expect(await found("providerType:eq:github", `foreignID:eq:${body.foreignID}`)).toEqual([]);
    expect(await found(`userID:eq:${digitsOf(userID)}`)).toEqual([userID]);
    expect(await found("identifierValue:eq:owner@example.com")).toEqual([userID]);
  });

  it("leaves out accounts of providers that clients have no enum value for", async () => {
    const own = await aClient();
    const { userID } = await aUser(own);
    const { addSocialAccount, pageOfUsers } = await import("@/lib/users");
    const ctx = aContext(own.project);
    const { rows } = await pageOfUsers(ctx, { conditions: [], order: null, page: 1, pageSize: 1 });
    const profile = { name: null, avatarUrl: null, email: null, isEmailVerified: false };
    const account = { userId: rows[0]!.id, issuer: null, profile };
    await addSocialAccount(ctx, { ...account, provider: "sandbox", subject: "1" });
    await addSocialAccount(ctx, { ...account, provider: "github", subject: "2" });
    const { body } = await own.call("GET", `/v2/users/${userID}/socialAccounts`);
    expect(body).toMatchObject([
      { providerType: "github", identifierValue: "", avatarURL: "", fullName: "" },
    ]);
    expect((await own.call("GET", "/v2/socialAccounts")).body.paging.totalItems).toBe(1);
    expect((await own.call("GET", "/v2/users")).body.users[0].socialAccounts).toHaveLength(1);
  });
});
