import { z } from "zod";
import type { AddSocialAccount } from "@/lib/users";
import { pageQuery } from "../paging";
import { idOf } from "./fields";

export const SocialAccountParams = z.strictObject({ id: idOf("usr"), socialAccountId: idOf("soc") });
export const SocialAccountQuery = z.strictObject(pageQuery);

/**
 * No control characters: PostgreSQL cannot store NUL, and no page can show the others. The pattern lists the ranges,
 * because many tools that generate from OpenAPI cannot read `\p{…}`.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it excludes.
const noControlCharacters = /^[^\u0000-\u001f\u007f-\u009f]+$/;

const plain = (most: number) =>
  z.string().min(1).max(most).regex(noControlCharacters, "expected text without control characters");

export const SocialAccountBody = z
  .strictObject({
    provider: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "expected 1 to 40 of a-z, 0-9, _ and -")
      .meta({ description: "A connector's target, or any name you choose.", example: "google" }),
    subject: plain(255).meta({
      description: "The account's id at the provider. Never its email address.",
      example: "110169484474386276334",
    }),
    issuer: plain(500).optional().meta({
      description: "The issuer of the subject. If omitted, a later verification fills it in.",
      example: "https://accounts.google.com",
    }),
    name: plain(200).optional().meta({ example: "Jane Doe" }),
    avatarUrl: z
      .url({ protocol: /^https$/ })
      .max(2000)
      .optional(),
    email: z.email().max(254).optional().meta({ example: "jane@example.com" }),
    emailVerified: z
      .boolean()
      .optional()
      .meta({ description: "Whether the provider says it has verified the address." }),
  })
  .refine(({ email, emailVerified }) => email !== undefined || !emailVerified, {
    message: "emailVerified needs email",
    path: ["emailVerified"],
  })
  .meta({ id: "AddSocialAccount" });

export function toAccount(body: z.output<typeof SocialAccountBody>): Omit<AddSocialAccount, "userId"> {
  const { provider, subject, issuer = null, name = null, avatarUrl = null, email = null } = body;
  const profile = { name, avatarUrl, email, isEmailVerified: body.emailVerified ?? false };
  return { provider, subject, issuer, profile };
}
