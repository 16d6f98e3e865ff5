import {
  accountEndpoint,
  accountGate,
  accountRoute,
  NewRecord,
  ProvePasswordBody,
  provePasswordRecord,
  provePasswordRefusals,
  toNewRecord,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const prove = accountEndpoint(
  {
    operationId: "logto.createPasswordVerification",
    summary: "Create a verification record by password",
    tag: "Verifications",
    scope: null,
    gate: accountGate,
    body: ProvePasswordBody,
    status: 201,
    response: NewRecord,
    refusals: ["account_center.not_enabled", ...provePasswordRefusals],
  },
  async ({ ctx, body }) => mapOk(await provePasswordRecord(ctx, body), toNewRecord),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: prove });
