import { z } from "zod";
import type { ListedAccount, SocialAccount } from "@/lib/users";
import { showNumber } from "../ids";
import { Paging } from "../parsing/paging";

export const providerTypes = ["google", "microsoft", "github"] as const;
type ProviderType = (typeof providerTypes)[number];

export const SocialAccountResource = z.strictObject({
  socialAccountID: z.string(),
  providerType: z.enum(providerTypes),
  identifierValue: z.string(),
  userID: z.string(),
  foreignID: z.string(),
  avatarURL: z.string(),
  fullName: z.string(),
});
export const SocialAccountList = z.strictObject({
  socialAccounts: z.array(SocialAccountResource),
  paging: Paging,
});

/** Clients throw on a provider that their enumeration lacks, so accounts of others are not shown here. */
export function isShown({ provider }: Pick<SocialAccount, "provider">): boolean {
  return providerTypes.some((type) => type === provider);
}

/** What a provider never told is the empty text: every member is required. */
export function toSocialAccountResource(account: ListedAccount): z.input<typeof SocialAccountResource> {
  const { profile } = account;
  return {
    socialAccountID: showNumber("soc", account.number),
    providerType: account.provider as ProviderType,
    identifierValue: profile.email ?? "",
    userID: showNumber("usr", account.userNumber),
    foreignID: account.subject,
    avatarURL: profile.avatarUrl ?? "",
    fullName: profile.name ?? "",
  };
}
