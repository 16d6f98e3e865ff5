import {
  accountEndpoint,
  accountGate,
  accountRoute,
  IdentityBody,
  linkIdentity,
  linkRefusals,
} from "@/lib/dialects/logto";

const declared = (operationId: string, summary: string) =>
  ({
    operationId,
    summary,
    tag: "My account",
    scope: null,
    gate: accountGate,
    body: IdentityBody,
    refusals: ["account_center.not_enabled", ...linkRefusals],
  }) as const;

const link = accountEndpoint(
  declared("logto.linkMyIdentity", "Link a verified social account"),
  ({ ctx, body: { newIdentifierVerificationRecordId: recordId }, headers }) =>
    linkIdentity(ctx, recordId, "only", headers),
);

const replace = accountEndpoint(
  declared("logto.replaceMyIdentity", "Replace a social account with a verified one"),
  ({ ctx, body: { newIdentifierVerificationRecordId: recordId }, headers }) =>
    linkIdentity(ctx, recordId, "instead", headers),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: link, PUT: replace });
