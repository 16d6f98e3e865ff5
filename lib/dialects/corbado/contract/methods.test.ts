import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import type { RouteExports } from "@/lib/http";
import { aClient, aUser, type Client, someone } from "./harness";
import { messageTo, useWorker } from "./inbox";

/* Walks the dialect's route files. */

useTestDatabase();
useWorker();

const folder = resolve(import.meta.dirname, "../../../../app/(corbado)");

let client: Client;
let ids: Record<string, string>;
let getPaths: string[];
let paths: string[];
beforeAll(async () => {
  client = await aClient();
  const { userID } = await aUser(client);
  const body = { create: true, email: someone(), redirect: "https://app.example.com" };
  const link = await client.call("POST", "/v1/emailLinks", { body });
  const code = await client.call("POST", "/v1/emailCodes", { body });
  ids = {
    userID,
    emailLinkID: link.body.data.emailLinkID,
    emailCodeID: code.body.data.emailCodeID,
    smsCodeID: "sms-1",
    identifierID: "ide-1",
    challengeID: "cha-1",
    emailID: "eml-1",
    phoneNumberID: "phn-1",
  };
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith("route.ts") && !file.includes("[["),
  );
  paths = files.map((file) => `/${file.slice(0, -"/route.ts".length)}`);
  const readable = await Promise.all(
    files.map(async (file) => {
      const routes: RouteExports = await import(/* @vite-ignore */ join(folder, file));
      return routes.GET.operation !== undefined;
    }),
  );
  getPaths = paths.filter((_, i) => readable[i]);
});

const withIds = (path: string, idOf: (name: string) => string) =>
  path.replace(/\[(\w+)\]/g, (_, name: string) => idOf(name));

describe("HEAD", () => {
  it("answers the status that GET answers, on every route", async () => {
    expect(getPaths.length).toBeGreaterThanOrEqual(8);
    for (const path of getPaths) {
      for (const idOf of [(name: string) => ids[name]!, () => "unknown", () => "%ff"]) {
        for (const query of ["", "?filter[foo]=x", "?page=0"]) {
          const target = `${withIds(path, idOf)}${query}`;
          const head = await client.call("HEAD", target);
          const get = await client.call("GET", target);
          expect([target, head.status]).toEqual([target, get.status]);
          expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
        }
      }
    }
  });

  it("answers 405 with the allowed methods where there is no GET", async () => {
    for (const path of paths.filter((other) => !getPaths.includes(other))) {
      const target = withIds(path, (name) => ids[name]!);
      const [head, get] = [await client.call("HEAD", target), await client.call("GET", target)];
      expect([target, head.status, get.status]).toEqual([target, 405, 405]);
      expect(head.headers.get("allow")).toBe(get.headers.get("allow"));
    }
  });

  it("leaves the last read of a confirmed link or code to GET", async () => {
    for (const [path, id, secret] of [
      ["emailLinks", "emailLinkID", "token"],
      ["emailCodes", "emailCodeID", "code"],
    ] as const) {
      const email = someone();
      const body = { create: true, email, redirect: "https://app.example.com" };
      const sent = await client.call("POST", `/v1/${path}`, { body });
      const target = `/v1/${path}/${sent.body.data[id]}`;
      const { link, code } = await messageTo(client, email);
      const value = link ? new URL(link).searchParams.get("corbadoToken") : code;
      const validated = await client.call("PUT", `${target}/validate`, { body: { [secret]: value } });
      expect(validated.status).toBe(200);
      const statuses = [];
      for (const method of ["HEAD", "HEAD", "GET", "HEAD", "GET"] as const) {
        statuses.push((await client.call(method, target)).status);
      }
      expect(statuses).toEqual([200, 200, 200, 404, 404]);
    }
  });
});

describe("a malformed id", () => {
  it("is answered as an unknown one: 400 in v2 and for v1's user deletion, 404 in the rest of v1", async () => {
    for (const id of ["%ff", "usr-%ff", "usr-%00", "%", "%E0%A4%A", "usr-1%2F2", "..%2f", "usr-１"]) {
      for (const path of paths.filter((other) => other.includes("["))) {
        for (const method of ["GET", "PUT", "PATCH", "DELETE"] as const) {
          const body = { token: "x", code: "123456", smsCode: "123456", value: "123456", status: "primary" };
          const target = withIds(path, (name) => (path.endsWith(`[${name}]`) ? id : ids[name]!));
          const answer = await client.call(method, target, method === "GET" ? {} : { body });
          if (answer.status === 405) continue;
          if (!target.includes(id)) continue;
          expect([target, method, answer.status, answer.body.error?.type]).toEqual([
            target,
            method,
            ...(path.startsWith("/v1") && !(path === "/v1/users/[userID]" && method === "DELETE")
              ? [404, "not_found"]
              : [400, "validation_error"]),
          ]);
        }
      }
    }
  });
});
