import {
  accountEndpoint,
  accountGate,
  accountRoute,
  PrimaryPhoneBody,
  removePrimary,
  removePrimaryRefusals,
  setPrimary,
  setPrimaryRefusals,
} from "@/lib/dialects/logto";

const set = accountEndpoint(
  {
    operationId: "logto.setMyPrimaryPhone",
    summary: "Set the primary phone number to a verified one",
    tag: "My account",
    scope: null,
    gate: accountGate,
    body: PrimaryPhoneBody,
    refusals: ["account_center.not_enabled", ...setPrimaryRefusals],
  },
  ({ ctx, body: { phone: value, newIdentifierVerificationRecordId: recordId }, headers }) =>
    setPrimary(ctx, { type: "phone", value }, recordId, headers),
);

const remove = accountEndpoint(
  {
    operationId: "logto.removeMyPrimaryPhone",
    summary: "Remove the primary phone number",
    tag: "My account",
    scope: null,
    gate: accountGate,
    refusals: ["account_center.not_enabled", ...removePrimaryRefusals],
  },
  ({ ctx, headers }) => removePrimary(ctx, "phone", headers),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: set, DELETE: remove });
