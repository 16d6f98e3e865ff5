import {
  accountEndpoint,
  accountGate,
  accountRoute,
  PrimaryEmailBody,
  removePrimary,
  removePrimaryRefusals,
  setPrimary,
  setPrimaryRefusals,
} from "@/lib/dialects/logto";

const set = accountEndpoint(
  {
    operationId: "logto.setMyPrimaryEmail",
    summary: "Set the primary email address to a verified one",
    tag: "My account",
    scope: null,
    gate: accountGate,
    body: PrimaryEmailBody,
    refusals: ["account_center.not_enabled", ...setPrimaryRefusals],
  },
  ({ ctx, body: { email: value, newIdentifierVerificationRecordId: recordId }, headers }) =>
    setPrimary(ctx, { type: "email", value }, recordId, headers),
);

const remove = accountEndpoint(
  {
    operationId: "logto.removeMyPrimaryEmail",
    summary: "Remove the primary email address",
    tag: "My account",
    scope: null,
    gate: accountGate,
    refusals: ["account_center.not_enabled", ...removePrimaryRefusals],
  },
  ({ ctx, headers }) => removePrimary(ctx, "email", headers),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: set, DELETE: remove });
