import { expect, it } from "vitest";
import { type Project, projectSettings, resolveNamedPolicy } from "@/lib/projects";
import { experiencePolicy, recordPolicy } from "./policies";

const project = (signInExperience: object = {}) =>
  ({ settings: projectSettings.parse({ dialects: { logto: { signInExperience } } }) }) as Project;

it("a record lasts ten minutes; its code lasts as long as the project sets, but no longer than the record", () => {
  const policy = resolveNamedPolicy({}, recordPolicy(project()), "email");
  expect(policy).toMatchObject({ lifetimeSeconds: 600, codeLifetimeSeconds: 600, maxAttempts: 10 });
  const verificationCodePolicy = { expirationDuration: 3600, maxRetryAttempts: 3 };
  const longer = resolveNamedPolicy({}, recordPolicy(project({ verificationCodePolicy })), "email");
  expect(longer).toMatchObject({ lifetimeSeconds: 600, codeLifetimeSeconds: 600, maxAttempts: 3 });
});

it("a record of an interaction lasts an hour; a code sent to a phone never more than ten minutes", () => {
  const verificationCodePolicy = { expirationDuration: 3600 };
  const named = experiencePolicy(project({ verificationCodePolicy }));
  const on = (channel: "email" | "sms") => resolveNamedPolicy({}, named, channel);
  expect(on("email")).toMatchObject({ lifetimeSeconds: 3600, codeLifetimeSeconds: 3600, recipients: "any" });
  expect(on("sms")).toMatchObject({ lifetimeSeconds: 3600, codeLifetimeSeconds: 600 });
});

it("wrong answers lock the identifier, wrong Account API passwords the user, as sentinelPolicy says", () => {
  const strict = project({ sentinelPolicy: { maxAttempts: 5, lockoutDuration: 10 } });
  const budget = { wrong: 5, windowSeconds: 3600, lockSeconds: 600 };
  expect(recordPolicy(strict).differences.guessBudgets).toEqual([{ by: "recipient", ...budget }]);
  expect(recordPolicy(strict, "user").differences.guessBudgets).toEqual([{ by: "user", ...budget }]);
});

it("anonymous callers get ten messages per recipient, and six hundred per network", () => {
  expect(experiencePolicy(project()).differences.sendLimits).toEqual([
    { by: "recipient", max: 10, windowSeconds: 600 },
    { by: "network", max: 600, windowSeconds: 3600 },
  ]);
  expect(recordPolicy(project()).differences.sendLimits).toHaveLength(1);
});
