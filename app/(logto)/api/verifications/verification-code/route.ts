import {
  accountEndpoint,
  accountGate,
  accountRoute,
  NewRecord,
  StartCodeBody,
  startCodeRecord,
  startCodeRefusals,
  toNewRecord,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const start = accountEndpoint(
  {
    operationId: "logto.createCodeVerification",
    summary: "Create a verification record and send its code",
    tag: "Verifications",
    scope: null,
    gate: accountGate,
    body: StartCodeBody,
    status: 201,
    response: NewRecord,
    refusals: ["account_center.not_enabled", ...startCodeRefusals],
  },
  async ({ ctx, body, headers }) => mapOk(await startCodeRecord(ctx, body, headers), toNewRecord),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: start });
