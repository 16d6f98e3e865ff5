import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isPublicAddress } from "@/lib/outbound";
import { type StandIn, startStandIn } from "../testing";
import { guardedFetch } from "./guarded-fetch";

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
  standIn.on("/", { text: "reached" });
});
afterEach(() => standIn.close());

const reasonOf = (url: string, trusted: string[] = []) =>
  guardedFetch(url, {}, trusted).then(
    () => "reached",
    (error) => error.reason,
  );

describe("the address of a provider", () => {
  it.each([
    "http://id.example.com/",
    "ftp://id.example.com/",
    "file:///etc/passwd",
    "https://user:password@id.example.com/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://0.0.0.0/",
    "https://10.0.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a00:1]/",
    "https://[64:ff9b::a00:1]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://[2002:7f00:1::]/",
    "https://localhost/",
  ])("not %s", async (url) => {
    expect(await reasonOf(url)).toBe("forbidden");
  });

  it("can be on loopback only if the environment allows it, and by no other name", async () => {
    const { port } = new URL(standIn.url);
    expect(await reasonOf(standIn.url)).toBe("forbidden");
    expect(await reasonOf(standIn.url, [standIn.url])).toBe("reached");
    expect(await reasonOf(standIn.url, ["http://127.0.0.1:1"])).toBe("forbidden");
    expect(await reasonOf(standIn.url, ["loopback"])).toBe("reached");
    expect(await reasonOf(`http://10.0.0.1:${port}/`, ["loopback", `http://10.0.0.1:${port}`])).toBe(
      "forbidden",
    );
  });

  it("can be public", () => {
    for (const address of ["8.8.8.8", "172.32.0.1", "192.169.0.1", "2606:4700::1", "100.128.0.1"])
      expect(isPublicAddress(address)).toBe(true);
    for (const address of ["", "localhost", "224.0.0.1", "255.255.255.255", "ff02::1", "2001:db8::1"])
      expect(isPublicAddress(address)).toBe(false);
  });
});

it("follows no redirect, and reads at most half a megabyte", async () => {
  standIn.on("/away", { status: 302, headers: { location: `${standIn.url}/` } });
  expect((await guardedFetch(`${standIn.url}/away`)).status).toBe(302);
  standIn.on("/much", { text: "x".repeat(600 * 1024) });
  await expect(guardedFetch(`${standIn.url}/much`)).rejects.toMatchObject({ reason: "unusable" });
});
