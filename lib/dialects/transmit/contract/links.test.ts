import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { openChallenges, redeemLink } from "@/lib/verification";
import { linkTokenOf } from "@/lib/verification/secret";
import { started } from "@/lib/verification/testing";
import {
  type App,
  anApp,
  aPerson,
  changed,
  linkFor,
  messagesTo,
  open,
  passTime,
  prove,
  registered,
  send,
  someAddress,
  type TestUser,
} from "./harness";

useTestDatabase();

let worker: Worker;
let app: App;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  app = await anApp({ settings: { linkVerifiesOnGet: true } });
});
afterAll(() => worker.stop());

async function mailed(person: TestUser, email = someAddress(), more: object = {}): Promise<string> {
  const sent = await person.verify("links/email", { email, redirect_uri: registered, ...more });
  expect(sent.status).toBe(200);
  return linkFor(person.app, email);
}

const resultOf = async (url: string) => {
  const opened = await open("GET", url);
  expect(opened.status).toBe(302);
  return new URL(opened.headers.get("location")!).searchParams.get("result");
};

describe("a link that verifies on GET", () => {
  it("does not reveal its token to the next page or to caches", async () => {
    const opened = await open("GET", await mailed(await aPerson(app)));
    expect(opened.headers.get("referrer-policy")).toBe("no-referrer");
    expect(opened.headers.get("cache-control")).toBe("no-store");
    expect(await opened.text()).toBe("");
  });

  it("stays unused by HEAD, however often, and refuses other methods in JSON", async () => {
    const person = await aPerson(app);
    const url = await mailed(person);
    const before = await person.profile();
    for (let i = 0; i < 20; i++) {
      const looked = await open("HEAD", url);
      expect([looked.status, await looked.text()]).toEqual([200, ""]);
    }
    const posted = await send("POST", url, { body: {} });
    expect(posted).toMatchObject({ status: 405, body: { message: "Method not allowed", error_code: 405 } });
    expect(await person.profile()).toEqual(before);
    expect(await resultOf(url)).toBe("true");
  });

  it("redirects with true again until it expires, and then with false", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true } });
    const person = await aPerson(own);
    const url = await mailed(person);
    expect(await resultOf(url)).toBe("true");
    const verified = await person.profile();
    expect(await resultOf(url)).toBe("true");
    await passTime(own, 901);
    expect(await resultOf(url)).toBe("false");
    expect(verified.email.email_verified).toBe(true);
  });

  it("opened twenty times in parallel verifies once, and all redirect with true", async () => {
    const person = await aPerson(app);
    const url = await mailed(person);
    const results = await Promise.all(Array.from({ length: 20 }, () => resultOf(url)));
    expect(new Set(results)).toEqual(new Set(["true"]));
    expect((await person.profile()).secondary_emails).toHaveLength(1);
  });

  it("applies the update_primary with which it was sent", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const [added, first] = [someAddress(), someAddress()];
    expect(await resultOf(await mailed(person, added))).toBe("true");
    expect((await person.profile()).email.value).toBe(person.email);
    expect(await resultOf(await mailed(person, first, { update_primary: true }))).toBe("true");
    const profile = await person.profile();
    expect(profile.email.value).toBe(first);
    expect(profile.secondary_emails.map(({ value }: { value: string }) => value)).toEqual([
      person.email,
      added,
    ]);
  });

  it("does not invalidate an older one to the same address", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true, resendCooldownSeconds: 0 } });
    const person = await aPerson(own);
    const email = someAddress();
    const first = await mailed(person, email);
    await person.verify("links/email", { email, redirect_uri: registered });
    const second = await linkFor(own, email, 2);
    expect(second).not.toBe(first);
    expect(await resultOf(first)).toBe("true");
    expect(await resultOf(second)).toBe("true");
  });

  it("redirects with false if another user has verified the address in the meantime, or the user was deleted", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true, resendCooldownSeconds: 0 } });
    const [late, quick, gone] = [await aPerson(own), await aPerson(own), await aPerson(own)];
    const email = someAddress();
    const url = await mailed(late, email);
    await quick.verify("links/email", { email, redirect_uri: registered });
    expect(await resultOf(await linkFor(own, email, 2))).toBe("true");
    expect(await resultOf(url)).toBe("false");
    const theirs = await mailed(gone);
    await send("DELETE", `/cis/v1/users/${gone.userId}`, { token: own.token });
    expect(await resultOf(theirs)).toBe("false");
  });

  it("needs no sign-in, and replaces a result in the redirect", async () => {
    const withQuery = "https://app.example/done?x=1&result=maybe";
    const own = await anApp({
      settings: { linkVerifiesOnGet: true },
      besides: { returnUrls: [registered, withQuery] },
    });
    const person = await aPerson(own);
    const email = someAddress();
    const sent = await person.verify("links/email", { email, redirect_uri: withQuery });
    expect(sent.status).toBe(200);
    const opened = await open("GET", await linkFor(own, email));
    expect(opened.headers.get("location")).toBe("https://app.example/done?x=1&result=true");
  });

  it.each(["", "?token=", "?token=x", `?token=${"A".repeat(70)}`, "?token=a&token=b", "?token=%00"])(
    "with %j shows a page, and does not redirect",
    async (query) => {
      const opened = await open("GET", `/cis/v1/verification/links/open${query}`);
      expect(opened.status).toBe(400);
      expect(opened.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(opened.headers.get("location")).toBeNull();
      expect(opened.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(await opened.text()).toContain("This link doesn’t work");
    },
  );

  it("that was tampered with is invalid, and so is one of another dialect", async () => {
    const url = new URL(await mailed(await aPerson(app)));
    const token = url.searchParams.get("token")!;
    url.searchParams.set("token", `${token.slice(0, 40)}${token[40] === "A" ? "B" : "A"}${token.slice(41)}`);
    expect((await open("GET", url.href)).status).toBe(400);
    const native = await started(aContext(app.project));
    const stolen = await open("GET", `/cis/v1/verification/links/open?token=${linkTokenOf(native)}`);
    expect(stolen.status).toBe(400);
  });
});

describe("a link to our own page", () => {
  it("asks for confirmation, and redirects with the vendor's result", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const url = await mailed(person);
    const token = new URL(url).hash.slice(1);
    expect(url).toBe(`${env.PUBLIC_URL}/verify/link#${token}`);
    const redeemed = await redeemLink(async () => aContext(own.project), token);
    expect(redeemed).toMatchObject({
      ok: true,
      value: { returnUrl: registered, policy: { returnResult: "boolean" } },
    });
    expect((await person.profile()).email.email_verified).toBe(true);
  });

  it("asks for confirmation, too, if the setting was turned off after it was sent", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true } });
    const person = await aPerson(own);
    const url = await mailed(person);
    const before = await person.profile();
    await changed(own.project, { linkVerifiesOnGet: false });
    const opened = await open("GET", url);
    expect(opened.status).toBe(302);
    const token = new URL(url).searchParams.get("token");
    expect(opened.headers.get("location")).toBe(`${env.PUBLIC_URL}/verify/link#${token}`);
    expect(await person.profile()).toEqual(before);
  });

  it("has the project's lifetime and the caller's texts", async () => {
    const own = await anApp({ settings: { linkLifetimeSeconds: 120 } });
    const person = await aPerson(own);
    const email = someAddress();
    await person.verify("links/email", {
      email,
      redirect_uri: registered,
      email_content: {
        subject: "Verify",
        linkText: "Prove <it>",
        primaryColor: "6981ff",
        senderName: "Acme\nSupport",
      },
    });
    const [message] = await messagesTo(own, email);
    expect(message).toMatchObject({ subject: "Verify", code: null });
    expect(message!.html).toContain("Prove &lt;it&gt;");
    expect(message!.html).toContain("#6981ff");
    expect(message!.text).toContain(message!.link);
  });
});
