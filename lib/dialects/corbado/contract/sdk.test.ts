import { Config, SDK } from "@corbado/node-sdk";
import { ServerError } from "@corbado/node-sdk/errors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { overHttp, type RunningServer } from "@/lib/http/testing";
import { aClient, type Client, handleRequest, someone } from "./harness";

/* The vendor's stock Node SDK, unmodified, over a socket. */

useTestDatabase();

let listening: RunningServer;
let client: Client;
let sdk: SDK;
beforeAll(async () => {
  listening = await overHttp(handleRequest);
  client = await aClient();
  sdk = new SDK(new Config(client.projectID, client.apiSecret, listening.url, listening.url));
});
afterAll(() => listening.close());

/** The error that the SDK throws. */
async function thrown(run: Promise<unknown>): Promise<ServerError> {
  const error = await run.then(
    () => null,
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(ServerError);
  return error as ServerError;
}

describe("users()", () => {
  it("creates, gets and deletes", async () => {
    const users = sdk.users();
    const byName = await users.createActiveByName("Jane Doe");
    expect(byName).toMatchObject({ fullName: "Jane Doe", status: "active" });
    const created = await users.create({ fullName: "Joe Bloggs", status: "pending" });
    expect(await users.get(created.userID)).toEqual(created);
    const deleted = await users.delete(created.userID);
    expect(deleted).toMatchObject({ httpStatusCode: 200, message: "OK" });
    const gone = await thrown(users.get(created.userID));
    expect(gone.getValidationMessages()).toEqual(["userID: does not exist"]);
    expect((await thrown(users.delete(created.userID))).getHttpStatusCode()).toBe(400);
  });

  it("C20 throws the vendor's error for an unknown user", async () => {
    const error = await thrown(sdk.users().get("usr-123456789"));
    expect(error.getHttpStatusCode()).toBe(400);
    expect(error.getValidationMessages()).toEqual(["userID: does not exist"]);
    expect(error.getRequestId()).toMatch(/^req-\d+$/);
    expect(error.getRuntime()).toEqual(expect.any(Number));
    expect(error.message).toContain("validation messages: userID: does not exist");
  });

  it("throws the allowed length for a name that is too long", async () => {
    const error = await thrown(sdk.users().create({ fullName: "x".repeat(256), status: "active" }));
    expect(error.getValidationMessages()).toEqual(["fullName: the length must be between 3 and 255"]);
  });
});

describe("identifiers()", () => {
  it("creates, lists with every method, changes and deletes", async () => {
    const identifiers = sdk.identifiers();
    const { userID } = await sdk.users().createActiveByName("Jane Doe");
    const value = someone();
    const created = await identifiers.create(userID, {
      identifierType: "email",
      identifierValue: value,
      status: "primary",
    });
    expect(created).toMatchObject({ type: "email", value, status: "primary", userID });
    const phone = await identifiers.create(userID, {
      identifierType: "phone",
      identifierValue: "+4915091234567",
      status: "verified",
    });

    const one = { identifiers: [created], paging: { page: 1, totalPages: 1, totalItems: 1 } };
    expect(await identifiers.listByValueAndType(value, "email")).toEqual(one);
    expect(await identifiers.listByUserIdAndType(userID, "email")).toEqual(one);
    expect((await identifiers.listByUserId(userID)).identifiers).toEqual([phone, created]);
    const sorted = await identifiers.list([`userID:eq:${userID}`], "identifierType:asc", 1, 1);
    expect(sorted).toEqual({
      identifiers: [created],
      paging: { page: 1, totalPages: 2, totalItems: 2 },
    });
    expect((await identifiers.list()).paging.totalItems).toBeGreaterThanOrEqual(2);

    for (const status of ["pending", "primary"] as const) {
      const changed = await identifiers.updateStatus(userID, created.identifierID, status);
      expect(changed).toEqual({ ...created, status });
    }
    const updated = await identifiers.updateIdentifier(userID, phone.identifierID, { status: "primary" });
    expect(updated.status).toBe("primary");
    expect((await identifiers.delete(userID, created.identifierID)).httpStatusCode).toBe(200);
    const gone = await thrown(identifiers.delete(userID, created.identifierID));
    expect(gone.getValidationMessages()).toEqual(["identifierID: does not exist"]);
  });

  it("throws the vendor's errors", async () => {
    const identifiers = sdk.identifiers();
    const { userID } = await sdk.users().createActiveByName("Jane Doe");
    const blank = await thrown(
      identifiers.create(userID, { identifierType: "email", identifierValue: "", status: "primary" }),
    );
    expect(blank.getHttpStatusCode()).toBe(400);
    expect(blank.getValidationMessages()).toEqual(["identifierValue: cannot be blank"]);
    const column = await thrown(identifiers.list([], "xxx"));
    expect(column.getValidationMessages()).toEqual(["xxx: not sortable by this column"]);
    const unknown = await thrown(identifiers.updateStatus(userID, "ide-123456789", "verified"));
    expect(unknown.getValidationMessages()).toEqual(["identifierID: does not exist"]);
  });
});

describe("errors outside an operation", () => {
  it("are thrown as ServerError for wrong credentials", async () => {
    const stranger = new SDK(
      new Config(client.projectID, "corbado1_wrongsecret", listening.url, listening.url),
    );
    const error = await thrown(stranger.users().get("usr-1"));
    expect(error.getHttpStatusCode()).toBe(401);
    expect(error.getError()).toMatchObject({ type: "login_error" });
  });

  it("are thrown as ServerError for an unknown path and a wrong method", async () => {
    const nowhere = await thrown(sdk.users().get("usr-1/nowhere/at/all"));
    expect(nowhere.getHttpStatusCode()).toBe(400);
    const error = await thrown(sdk.identifiers().create("usr-1/socialAccounts", {} as never));
    expect([400, 404, 405]).toContain(error.getHttpStatusCode());
  });
});
