import { z } from "zod";
import type { z as three } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { logtoAccountCenter, logtoSignInExperience, type Project } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { changeSettings } from "../change-settings";
import type { LogtoError } from "../errors";
import { invalidInput } from "../guard";
import { jsonObject } from "../wire";
import { toZodThreeIssues } from "./zod-three-issues";

/** The sign-in experience and the account center. They are stored in the project's settings and set only by this API. */

const anything = z.record(z.string(), z.unknown());

export const SignInExperienceResource = anything;
export const AccountCenterResource = anything;

export const SettingsBody: three.ZodType<Record<string, unknown>> = jsonObject;

/** Members that the vendor's client requires, but that have no effect here. */
const decoration = {
  tenantId: "default",
  id: "default",
  color: { primaryColor: "#000000", isDarkModeEnabled: false, darkPrimaryColor: "#000000" },
  branding: {},
  termsOfUseUrl: null,
  privacyPolicyUrl: null,
  customCss: null,
  customContent: {},
  socialSignInConnectorTargets: [],
  singleSignOnEnabled: false,
  passwordPolicy: {},
  mfa: { factors: [], policy: "UserControlled" },
};

export function showSignInExperience({ settings }: Project): Record<string, unknown> {
  return { ...decoration, ...settings.dialects.logto.signInExperience };
}

export function showAccountCenter({ settings }: Project): Record<string, unknown> {
  return {
    tenantId: "default",
    id: "default",
    webauthnRelatedOrigins: [],
    ...settings.dialects.logto.accountCenter,
  };
}

type Invalid = LogtoError<"guard.invalid_input">;

/** Replaces the given members as a whole. Members that have no effect here are ignored. */
export async function changeSignInExperience(
  ctx: Ctx,
  body: Record<string, unknown>,
): Promise<Result<Record<string, unknown>, Invalid>> {
  const { signInExperience: before } = ctx.project.settings.dialects.logto;
  const parsed = parse(logtoSignInExperience, before, body);
  if (!parsed.ok) return parsed;
  const { given } = parsed.value;
  const project = await changeSettings(ctx, ({ signInExperience }) => ({
    signInExperience: logtoSignInExperience.parse({ ...signInExperience, ...given }),
  }));
  return ok(showSignInExperience(project));
}

/** Changes whether the account center is enabled, and what users can change there, field by field. */
export async function changeAccountCenter(
  ctx: Ctx,
  body: Record<string, unknown>,
): Promise<Result<Record<string, unknown>, Invalid>> {
  const { accountCenter: before } = ctx.project.settings.dialects.logto;
  const parsed = parse(logtoAccountCenter, before, body);
  if (!parsed.ok) return parsed;
  const { given } = parsed.value;
  const project = await changeSettings(ctx, ({ accountCenter }) => ({
    accountCenter: logtoAccountCenter.parse({ ...accountCenter, ...given }),
  }));
  return ok(showAccountCenter(project));
}

/** The parts of a body that the schema knows, at every level. */
function parse<S extends z.ZodObject>(
  schema: S,
  before: Record<string, unknown>,
  body: Record<string, unknown>,
): Result<{ given: Record<string, unknown> }, Invalid> {
  const given = Object.fromEntries(
    Object.entries(body)
      .filter(([name, value]) => Object.hasOwn(schema.shape, name) && value !== undefined)
      .map(([name, value]) => [name, known(schema.shape[name], value)]),
  );
  const merged = { ...before, ...given };
  const parsed = schema.safeParse(merged);
  return parsed.success ? ok({ given }) : invalidInput("body", toZodThreeIssues(parsed.error.issues, merged));
}

/** Ignores unknown members, like the vendor. */
function known(schema: unknown, value: unknown): unknown {
  const inner = schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault ? schema.unwrap() : schema;
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!(inner instanceof z.ZodObject) || !isObject) return value;
  const { shape } = inner;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => Object.hasOwn(shape, name))
      .map(([name, member]) => [name, known(shape[name], member)]),
  );
}
