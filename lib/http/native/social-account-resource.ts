import { z } from "zod";
import type { SocialProof } from "@/lib/social";
import type { SocialAccount } from "@/lib/users";
import { instant, Json, showId, showInstant, shownId } from "./fields";

const proof = {
  provider: z.string().meta({ description: "The connector's target.", example: "google" }),
  connectorId: shownId("con").nullable(),
  issuer: z.string().nullable().meta({
    description:
      "Identifies the account together with `subject`. Null: a backend added the account without it.",
    example: "https://accounts.google.com",
  }),
  subject: z.string().meta({ example: "110169484474386276334" }),
  name: z.string().nullable().meta({ example: "Jane Doe" }),
  avatarUrl: z.string().nullable().meta({ example: null }),
  email: z.string().nullable().meta({
    description: "The address in the provider's profile. It is not a proof.",
    example: "jane@example.com",
  }),
  emailVerified: z.boolean().meta({ description: "Whether the provider says it has verified the address." }),
  rawClaims: z.record(z.string(), Json).nullable().meta({
    description: "All claims the provider sent. Null unless the project's `keepRawClaims` is on.",
    example: null,
  }),
};

export const ProvenAccountResource = z.strictObject(proof).meta({ id: "ProvenAccount" });

export const SocialAccountResource = z
  .strictObject({
    id: shownId("soc"),
    ...proof,
    evidence: z.enum(["proven", "asserted"]),
    verifiedAt: instant.nullable(),
    lastVerificationId: shownId("ver").nullable(),
    createdAt: instant,
  })
  .meta({ id: "SocialAccount" });

type Facts = Omit<SocialProof, "connectorId" | "issuer"> & {
  connectorId: string | null;
  issuer: string | null;
};

function toProof({ provider, connectorId, issuer, subject, profile, rawClaims }: Facts) {
  return {
    provider,
    connectorId: showId("con", connectorId),
    issuer,
    subject,
    name: profile.name,
    avatarUrl: profile.avatarUrl,
    email: profile.email,
    emailVerified: profile.isEmailVerified,
    rawClaims: rawClaims as z.input<typeof proof.rawClaims>,
  };
}

export function toProvenAccountResource(account: SocialProof): z.input<typeof ProvenAccountResource> {
  return toProof(account);
}

export function toSocialAccountResource(account: SocialAccount): z.input<typeof SocialAccountResource> {
  return {
    id: showId("soc", account.id),
    ...toProof(account),
    evidence: account.evidence,
    verifiedAt: showInstant(account.verifiedAt),
    lastVerificationId: showId("ver", account.lastVerificationId),
    createdAt: showInstant(account.createdAt),
  };
}
