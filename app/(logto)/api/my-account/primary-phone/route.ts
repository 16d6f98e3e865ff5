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
    summary: "Make a proven number one's own",
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
    summary: "Take one's own number away",
    tag: "My account",
    scope: null,
    gate: accountGate,
    refusals: ["account_center.not_enabled", ...removePrimaryRefusals],
  },
  ({ ctx, headers }) => removePrimary(ctx, "phone", headers),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: set, DELETE: remove });
