import { z } from "zod";
import type { User, UserIdentifier } from "@/lib/users";
import { instant, showId, showInstant, shownId } from "./fields";
import { SocialAccountResource, toSocialAccountResource } from "./social-account-resource";

export const IdentifierResource = z
  .strictObject({
    id: shownId("idn"),
    type: z.enum(["email", "phone", "username"]).meta({
      description: "`username` is set only by some vendor APIs and cannot be verified.",
    }),
    value: z.string().meta({ example: "jane@example.com" }),
    primary: z.boolean().meta({ description: "Each user has at most one primary identifier of each type." }),
    verifiedAt: instant.nullable(),
    evidence: z.enum(["proven", "asserted"]).nullable().meta({
      description: "`proven`: by a verification. `asserted`: by a backend. Null while unverified.",
    }),
    lastVerificationId: shownId("ver").nullable(),
    createdAt: instant,
  })
  .meta({ id: "Identifier" });

export const UserResource = z
  .strictObject({
    id: shownId("usr"),
    externalId: z.string().nullable().meta({ example: "crm-4711" }),
    name: z.string().nullable().meta({ example: "Jane Doe" }),
    identifiers: z.array(IdentifierResource).meta({ description: "Oldest first." }),
    socialAccounts: z.array(SocialAccountResource).meta({ description: "Oldest first." }),
    createdAt: instant,
    updatedAt: instant.meta({ description: "When `name` or `externalId` last changed. RFC 3339, UTC." }),
  })
  .meta({ id: "User" });

export function toIdentifierResource(held: UserIdentifier): z.input<typeof IdentifierResource> {
  return {
    id: showId("idn", held.id),
    type: held.type,
    value: held.value,
    primary: held.isPrimary,
    verifiedAt: showInstant(held.verifiedAt),
    evidence: held.evidence,
    lastVerificationId: showId("ver", held.lastVerificationId),
    createdAt: showInstant(held.createdAt),
  };
}

export function toUserResource(user: User): z.input<typeof UserResource> {
  return {
    id: showId("usr", user.id),
    externalId: user.externalId,
    name: user.name,
    identifiers: user.identifiers.map(toIdentifierResource),
    socialAccounts: user.socialAccounts.map(toSocialAccountResource),
    createdAt: showInstant(user.createdAt),
    updatedAt: showInstant(user.updatedAt),
  };
}
