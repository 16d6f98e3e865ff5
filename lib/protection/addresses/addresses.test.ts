import { renameSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import dns2 from "dns2";
import { afterEach, describe, expect, it, vi } from "vitest";
import { disposableParent } from "./disposable-domains";
import { DomainFile, parseDomains } from "./domain-file";
import { findingAbout, MailDomains } from "./domain-without-mail";
import { roleOf } from "./role-address";

const { Packet } = dns2;

describe("disposable domains", () => {
  const settings = {
    additionalDisposableDomains: ["throwaway.example", "bad.allowed.example"],
    allowedDisposableDomains: ["team.mailinator.com", "allowed.example"],
  };
  const file = parseDomains(
    "# Ours\nFile.example\n\n!yopmail.com\n! exception.file.example\r\nallowed.example",
  );

  it.each([
    ["mailinator.com", "mailinator.com"],
    ["eu.mailinator.com", "mailinator.com"],
    ["notthrowaway.example", null],
    ["mailinator.com.example", null],
    ["throwaway.example", "throwaway.example"],
    ["file.example", "file.example"],
    ["a.b.file.example", "file.example"],
    ["example.com", null],
    // The longest entry decides, and the project's come first.
    ["team.mailinator.com", null],
    ["x.team.mailinator.com", null],
    ["allowed.example", null],
    ["bad.allowed.example", "bad.allowed.example"],
    ["yopmail.com", null],
    ["exception.file.example", null],
  ])("%s is listed by %s", (domain, listed) => {
    expect(disposableParent(domain, settings, file)).toBe(listed);
  });

  it("are read again when the file is replaced, and kept while it is gone", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "domains-")), "domains.txt");
    writeFileSync(path, "first.example");
    const list = new DomainFile(path, 10);
    expect(list.list().domains).toEqual(new Set(["first.example"]));
    const other = `${path}.new`;
    writeFileSync(other, "first.example\nsecond.example");
    renameSync(other, path);
    await vi.waitFor(() => expect(list.list().domains.has("second.example")).toBe(true), { timeout: 10_000 });
    renameSync(path, other);
    await wait(100);
    expect(list.list().domains.has("second.example")).toBe(true);
  });
});

it.each([
  ["postmaster@example.com", "postmaster"],
  ["admin+news@example.com", "admin"],
  ["no-reply@example.com", "no-reply"],
  ["jane@example.com", null],
  ["sales.jane@example.com", null],
  ["administratrix@example.com", null],
])("%s is an address of the role %s", (address, role) => {
  expect(roleOf(address)).toBe(role);
});

describe("domains without mail", () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });

  /** A real DNS server. Names that start with `slow` are answered only after `release`. */
  async function aServer() {
    const asked: string[] = [];
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const server = dns2.createServer({
      udp: true,
      async handle(request, send) {
        const { name, type } = request.questions[0]!;
        asked.push(`${name} ${type === Packet.TYPE.MX ? "MX" : "address"}`);
        const response = Packet.createResponseFromRequest(request);
        const answer = (data: object) =>
          response.answers.push({ name, type, class: 1, ttl: 60, ...data } as never);
        const kind = name.split(".")[0];
        if (kind === "mx" && type === Packet.TYPE.MX) answer({ exchange: "in.example", priority: 10 });
        if (kind === "null" && type === Packet.TYPE.MX) answer({ exchange: "", priority: 0 });
        if (kind === "null" && type === Packet.TYPE.A) answer({ address: "192.0.2.1" });
        if (kind === "address" && type === Packet.TYPE.A) answer({ address: "192.0.2.1" });
        if (kind === "missing" || kind === "slow") response.header.rcode = 3;
        if (kind === "failing") response.header.rcode = 2;
        if (kind === "slow") await released;
        send(response);
      },
    });
    await server.listen({ udp: { port: 0, address: "127.0.0.1" } });
    closing.push(() => server.close());
    const { port } = server.addresses().udp as { port: number };
    return { domains: new MailDomains([`127.0.0.1:${port}`]), asked, release };
  }

  it.each([
    ["mx.example", "yes"],
    // Mail goes to the domain's own address (RFC 5321 §5.1).
    ["address.example", "yes"],
    // RFC 7505, although it has an address.
    ["null.example", "no"],
    ["missing.example", "no"],
    ["empty.example", "no"],
    ["failing.example", "unknown"],
  ])("%s accepts mail: %s", async (domain, support) => {
    const { domains, asked } = await aServer();
    expect(await domains.acceptsMail(domain)).toBe(support);
    const before = asked.length;
    expect(await domains.acceptsMail(domain)).toBe(support);
    expect(asked.length).toBe(before);
  });

  it("never refuse a message because DNS is slow; the answer counts for the next one", async () => {
    const { domains, release } = await aServer();
    expect(await findingAbout("slow.example", domains)).toBeNull();
    release();
    await vi.waitFor(
      async () =>
        expect(await findingAbout("slow.example", domains)).toMatchObject({
          rule: "domain_without_mail",
          key: "slow.example",
        }),
      { timeout: 10_000 },
    );
  });

  it("never refuse a message because no DNS server answers", async () => {
    expect(await new MailDomains(["127.0.0.1:1"]).acceptsMail("example.com")).toBe("unknown");
  });
});
