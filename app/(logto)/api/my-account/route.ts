import {
  AccountResource,
  accountEndpoint,
  accountGate,
  accountRoute,
  readAccount,
} from "@/lib/dialects/logto";

const get = accountEndpoint(
  {
    operationId: "logto.getMyAccount",
    summary: "Get the signed-in user's account",
    tag: "My account",
    scope: null,
    gate: accountGate,
    response: AccountResource,
    refusals: ["account_center.not_enabled", "auth.unauthorized"],
  },
  ({ ctx }) => readAccount(ctx),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ GET: get });
