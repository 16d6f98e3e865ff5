import { z } from "zod";
import type { ListedAccount, SocialAccount } from "@/lib/users";
import { formatId } from "../ids";
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

/** Accounts of other providers are left out: clients throw on a provider that their enum does not have. */
export function isShown({ provider }: Pick<SocialAccount, "provider">): boolean {
  return providerTypes.some((type) => type === provider);
}

/** Unknown members are empty texts, since the vendor requires all of them. */
export function toSocialAccountResource(account: ListedAccount): z.input<typeof SocialAccountResource> {
  const { profile } = account;
  return {
    socialAccountID: formatId("soc", account.number),
    providerType: account.provider as ProviderType,
    identifierValue: profile.email ?? "",
    userID: formatId("usr", account.userNumber),
    foreignID: account.subject,
    avatarURL: profile.avatarUrl ?? "",
    fullName: profile.name ?? "",
  };
}
