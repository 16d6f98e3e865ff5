import { expect, it } from "vitest";
import { type Project, projectSettings, resolveNamedPolicy } from "@/lib/projects";
import { experiencePolicy, recordPolicy } from "./policies";

const project = (signInExperience: object = {}) =>
  ({ settings: projectSettings.parse({ dialects: { logto: { signInExperience } } }) }) as Project;

it("a record lives ten minutes, its code as the project says, and never beyond it", () => {
  const policy = resolveNamedPolicy({}, recordPolicy(project()), "email");
  expect(policy).toMatchObject({ lifetimeSeconds: 600, codeLifetimeSeconds: 600, maxAttempts: 10 });
  const verificationCodePolicy = { expirationDuration: 3600, maxRetryAttempts: 3 };
  const longer = resolveNamedPolicy({}, recordPolicy(project({ verificationCodePolicy })), "email");
  expect(longer).toMatchObject({ lifetimeSeconds: 600, codeLifetimeSeconds: 600, maxAttempts: 3 });
});

it("a record of an interaction lives its hour; a code by telephone never more than ten minutes", () => {
  const verificationCodePolicy = { expirationDuration: 3600 };
  const named = experiencePolicy(project({ verificationCodePolicy }));
  const on = (channel: "email" | "sms") => resolveNamedPolicy({}, named, channel);
  expect(on("email")).toMatchObject({ lifetimeSeconds: 3600, codeLifetimeSeconds: 3600, recipients: "any" });
  expect(on("sms")).toMatchObject({ lifetimeSeconds: 3600, codeLifetimeSeconds: 600 });
});

it("wrong answers lock by identifier, passwords of the Account API by user, as the sentinel says", () => {
  const strict = project({ sentinelPolicy: { maxAttempts: 5, lockoutDuration: 10 } });
  const budget = { wrong: 5, windowSeconds: 3600, lockSeconds: 600 };
  expect(recordPolicy(strict).differences.guessBudgets).toEqual([{ by: "recipient", ...budget }]);
  expect(recordPolicy(strict, "user").differences.guessBudgets).toEqual([{ by: "user", ...budget }]);
});

it("strangers get ten messages to one recipient, and six hundred from one network", () => {
  expect(experiencePolicy(project()).differences.sendLimits).toEqual([
    { by: "recipient", max: 10, windowSeconds: 600 },
    { by: "network", max: 600, windowSeconds: 3600 },
  ]);
  expect(recordPolicy(project()).differences.sendLimits).toHaveLength(1);
});
