import { type Challenge, solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Ctx } from "@/lib/access";
import { aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { type Project, projectSettings } from "@/lib/projects";
import { countPageSend, countPageWrongCode } from "../risk/counts";
import type { ShownChallenge } from "./challenge";
import { passChallenge } from "./pass-challenge";
import { showChallenge } from "./show-challenge";

useTestDatabase();

type Visitor = Pick<Ctx, "project" | "endUser">;

const browser = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";
const noAnswer = { token: "", answer: "" };
let visitor: Visitor;
let id: string;

async function visitorOf(when: "never" | "risk" | "always", userAgent: string | null = browser) {
  const { protection } = projectSettings.parse({ protection: { challenge: { when } } });
  const project: Project = await aProject({ protection });
  return { project, endUser: { ip: "198.51.100.7", userAgent, deviceId: null } };
}

beforeEach(async () => {
  visitor = await visitorOf("always");
  id = newId();
});

async function shown(of: Visitor = visitor, verificationId = id): Promise<string> {
  const challenge = await showChallenge(of, "send", verificationId);
  if (challenge?.kind !== "proof_of_work") throw new Error("No proof of work was shown.");
  return challenge.token;
}

async function solved(token: string): Promise<string> {
  return JSON.stringify(await solveChallenge({ challenge: JSON.parse(token) as Challenge, deriveKey }));
}

async function outcome(answer: { token: string; answer: string }, of = visitor, verificationId = id) {
  const passed = await passChallenge(of, "send", verificationId, answer);
  return passed.ok ? "passed" : passed.refusal.code;
}

describe("a proof of work", () => {
  afterEach(() => vi.useRealTimers());

  it("passes once: of 20 parallel uses of one solution, one passes", async () => {
    const token = await shown();
    const answer = await solved(token);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => outcome({ token, answer })));
    expect(outcomes.filter((one) => one === "passed")).toHaveLength(1);
    expect(outcomes.filter((one) => one === "challenge_required")).toHaveLength(19);
  });

  it("does not pass for another verification or project, nor changed, nor with a wrong solution", async () => {
    const token = await shown();
    const answer = await solved(token);
    const other = await visitorOf("always");
    const easier = token.replace(/"cost":\d+/, '"cost":1').replace(/"notBefore":[\d.]+/, '"notBefore":0');
    const wrong = JSON.stringify({ counter: 1, derivedKey: "00".repeat(32) });
    expect([
      await outcome({ token, answer }, visitor, newId()),
      await outcome({ token, answer }, other),
      await outcome({ token: easier, answer }),
      await outcome({ token: easier, answer: "" }),
      await outcome({ token, answer: wrong }),
      await outcome({ token, answer: "{" }),
      await outcome({ token: "{}", answer }),
      await outcome({ token: "[", answer }),
    ]).toEqual(Array(8).fill("challenge_failed"));
    expect(await outcome({ token, answer })).toBe("passed");
  });

  it("is required: without an answer nothing passes, and after ten minutes a solution is too old", async () => {
    expect(await outcome(noAnswer)).toBe("challenge_required");
    const token = await shown();
    const answer = await solved(token);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
    expect(await outcome({ token, answer })).toBe("challenge_required");
  });

  it("without a solution, the wait replaces it, once", async () => {
    const token = await shown();
    const early = await passChallenge(visitor, "send", id, { token, answer: "" });
    expect(early).toMatchObject({
      ok: false,
      refusal: { code: "challenge_too_early", waitSeconds: 10, challenge: { token } },
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_000 });
    const outcomes = await Promise.all([1, 2].map(() => outcome({ token, answer: "" })));
    expect(outcomes.sort()).toEqual(["challenge_required", "passed"]);
  });

  it("is harder at a higher level", async () => {
    const work = async (of: Visitor) => {
      const challenge = await showChallenge(of, "send", id);
      const { data } = (JSON.parse((challenge as { token: string }).token) as Challenge).parameters;
      return [data!.mostGuesses, (challenge as Extract<ShownChallenge, { token: string }>).waitSeconds];
    };
    expect(await work(visitor)).toEqual([400, 10]);
    for (let i = 0; i < 30; i++) countPageSend(visitor);
    expect(await work(visitor)).toEqual([800, 20]);
    for (let i = 0; i < 120; i++) countPageSend(visitor);
    expect(await work(visitor)).toEqual([1600, 40]);
  });
});

describe("when a challenge is shown", () => {
  it("never, if the project says so", async () => {
    const any = await visitorOf("never", "curl/8");
    for (let i = 0; i < 30; i++) countPageSend(any);
    expect(await showChallenge(any, "send", id)).toBeNull();
    expect((await passChallenge(any, "send", id, noAnswer)).ok).toBe(true);
  });

  it("by default only to the network that asks for many messages, in that project", async () => {
    const [many, other] = [await visitorOf("risk"), await visitorOf("risk")];
    const neighbor = { ...many, endUser: { ...many.endUser, ip: "203.0.113.1" } };
    for (let i = 0; i < 10; i++) {
      expect((await passChallenge(many, "send", id, noAnswer)).ok).toBe(true);
      countPageSend(many);
    }
    expect(await outcome(noAnswer, many)).toBe("challenge_required");
    for (const unconcerned of [other, neighbor])
      expect((await passChallenge(unconcerned, "send", id, noAnswer)).ok).toBe(true);
    expect(await showChallenge(many, "check", id)).toBeNull();
  });

  it("for codes, only to a network that has entered many wrong ones", async () => {
    expect(await showChallenge(visitor, "check", id)).toBeNull();
    for (let i = 0; i < 20; i++) countPageWrongCode(visitor);
    expect(await showChallenge(visitor, "check", id)).not.toBeNull();
  });
});
