import {
  accountEndpoint,
  accountGate,
  accountRoute,
  unlinkIdentity,
  unlinkRefusals,
} from "@/lib/dialects/logto";

const unlink = accountEndpoint(
  {
    operationId: "logto.unlinkMyIdentity",
    summary: "Unlink a social account",
    tag: "My account",
    scope: null,
    gate: accountGate,
    refusals: ["account_center.not_enabled", ...unlinkRefusals],
  },
  ({ ctx, params, headers }) => unlinkIdentity(ctx, params.target ?? "", headers),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ DELETE: unlink });
