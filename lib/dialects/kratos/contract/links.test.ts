import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { age } from "@/lib/verification/testing";
import { anApp, flowIn, type JsonBody, me, useWorker } from "./harness";

useTestDatabase();
useWorker();

describe("links", () => {
  const links = { use: "link", linkEnabled: true } as const;
  const strict = { ...links, linkVerifiesOnGet: true };

  it("KA-34 their form", async () => {
    const app = await anApp({ settings: links });
    const flow = await app.apiFlow();
    expect(flow.active).toBe("link");
    const input = (group: string, attributes: object, label?: object) => ({
      type: "input",
      group,
      attributes: { ...attributes, disabled: false, node_type: "input" },
      messages: [],
      meta: label ? { label } : {},
    });
    const label = (id: number, text: string) => ({ id, text, type: "info" });
    expect(flow.ui.nodes).toEqual([
      input("default", { name: "csrf_token", type: "hidden", value: "", required: true }),
      input("link", { name: "email", type: "email", required: true }, label(1070007, "Email")),
      input("link", { name: "method", type: "submit", value: "link" }, label(1070009, "Continue")),
    ]);
  });

  it("KA-35 opening one verifies, if the project's settings say so", async () => {
    const app = await anApp({ settings: strict });
    const { id } = await app.identity({ email: me });
    const flow = await app.apiFlow();
    const { body } = await app.submit(flow, { method: "link", email: me });
    expect(body.ui.messages[0].id).toBe(1080001);
    expect(body.ui.nodes[1].attributes.value).toBe(me);
    const [message] = await app.messages(me);
    expect(message).toMatchObject({
      subject: "Please verify your email address",
      template_type: "verification_valid",
    });
    const answer = await app.send("GET", await app.linkTo(me));
    expect(flowIn(answer)).toBe(flow.id);
    const shown = (await app.json("GET", `/self-service/verification/flows?id=${flow.id}`)).body;
    expect(shown.state).toBe("passed_challenge");
    expect(shown.ui.messages[0].id).toBe(1080002);
    const [address] = (await app.admin("GET", `/identities/${id}`)).body.verifiable_addresses;
    expect(address).toMatchObject({ verified: true, status: "completed" });
  });

  it("KA-36 an unknown one leads to a new flow", async () => {
    const app = await anApp({ settings: strict });
    const flow = await app.apiFlow();
    const browser = app.browser();
    const path = `/self-service/verification?flow=${flow.id}&token=i-do-not-exist`;
    const id = flowIn(await browser.send("GET", path, { headers: { accept: "application/json" } }));
    expect(id).not.toBe(flow.id);
    const shown = await browser.read(id);
    expect(shown.ui.messages).toEqual([
      {
        id: 4070001,
        text: "The verification token is invalid or has already been used. Please retry the flow.",
        type: "error",
      },
    ]);
  });

  it("a scanner that opens one verifies nothing; the person's button does, once", async () => {
    const app = await anApp({ settings: links });
    await app.identity({ email: me });
    const [first, person] = [app.browser(), app.browser()];
    const flow = await first.submitted(await first.flow(), { method: "link", email: me });
    const link = await app.linkTo(me);
    for (const scanner of [app.browser(), app.browser()]) {
      await scanner.send("HEAD", link);
      await scanner.send("GET", link);
    }
    expect((await first.read(flow.id)).state).toBe("sent_email");
    const shown = await person.read(flowIn(await person.send("GET", link)));
    expect(shown.id).toBe(flow.id);
    const token = shown.ui.nodes.find((node: JsonBody) => node.attributes.name === "token").attributes.value;
    expect(token).toBe(new URL(link, app.base).searchParams.get("token"));
    expect((await first.read(flow.id)).ui.nodes.map((node: JsonBody) => node.attributes.name)).not.toContain(
      "token",
    );
    const done = await person.submitted(shown, { method: "link", token });
    expect([done.id, done.state]).toEqual([flow.id, "passed_challenge"]);
    const again = await person.submitted(shown, { method: "link", token });
    expect([again.id === flow.id, again.ui.messages[0].id]).toEqual([false, 4070001]);
  });

  it("an earlier one still works after another was sent (Q9), and an expired one shows when it expired", async () => {
    const app = await anApp({ settings: { ...strict, codeLifetimeSeconds: 600 } });
    await app.identity({ email: me });
    const send = async () => {
      const flow = await app.apiFlow();
      await app.submit(flow, { method: "link", email: me });
      return flow;
    };
    const flow = await send();
    const link = await app.linkTo(me);
    await app.submit(flow, { method: "link", email: me });
    expect(flowIn(await app.send("GET", link))).toBe(flow.id);
    const late = await send();
    const lateLink = await app.linkTo(me, 3);
    await age(late.id, 660);
    const browser = app.browser();
    const shown = await browser.read(flowIn(await browser.send("GET", lateLink)));
    expect(shown.ui.messages[0]).toMatchObject({ id: 4070005 });
    expect(shown.ui.messages[0].text).toMatch(
      /^The verification flow expired 1\.0\d minutes ago, please try again\.$/,
    );
  });

  it("of 20 parallel presses of the button, one verifies", async () => {
    const app = await anApp({ settings: links });
    await app.identity({ email: me });
    const flow = await app.apiFlow();
    await app.submit(flow, { method: "link", email: me });
    const link = await app.linkTo(me);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.json("POST", link, { method: "link" })),
    );
    expect(answers.filter(({ body }) => body.state === "passed_challenge")).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(19);
  });

  it("a token is valid for its own flow only", async () => {
    const app = await anApp({ settings: strict });
    await app.identity({ email: me });
    const [one, other] = [await app.apiFlow(), await app.apiFlow()];
    await app.submit(one, { method: "link", email: me });
    const link = await app.linkTo(me);
    const moved = link.replace(one.id, other.id);
    expect(flowIn(await app.send("GET", moved))).not.toBe(other.id);
    expect(flowIn(await app.send("GET", link))).toBe(one.id);
  });

  it("a malformed address is reported, and phones get no links", async () => {
    const app = await anApp({ settings: links });
    for (const email of ["asdf", "a@b,c", "a b@c", "<a@b>", "+12065551234"]) {
      const { status, body } = await app.submit(await app.apiFlow(), { method: "link", email });
      expect(status).toBe(400);
      expect(body.ui.nodes[1].messages).toEqual([
        { id: 4000040, text: "Enter a valid email address", type: "error", context: { value: email } },
      ]);
    }
    const loose = await app.submit(await app.apiFlow(), { method: "link", email: "foo.@docomo.ne.jp" });
    expect(loose.status).toBe(200);
  });

  it("are refused if the project has disabled them", async () => {
    const app = await anApp({ settings: { use: "link" } });
    const { status, body } = await app.json("GET", "/self-service/verification/api");
    expect([status, body.error.reason]).toEqual([
      400,
      "The active verification strategy link is not enabled. Please enable it in the configuration.",
    ]);
    await app.set(links);
    const flow = await app.apiFlow();
    await app.set({ linkEnabled: false });
    const late = await app.submit(flow, { method: "link", email: me });
    expect(late.status).toBe(404);
    expect(late.body.error.reason).toMatch(/^This endpoint was disabled by system administrator\./);
  });
});
