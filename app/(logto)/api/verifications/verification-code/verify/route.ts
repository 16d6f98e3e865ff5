import {
  accountEndpoint,
  accountGate,
  accountRoute,
  CheckCodeBody,
  checkCodeRecord,
  checkCodeRecordRefusals,
  RecordReference,
  toReference,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const check = accountEndpoint(
  {
    operationId: "logto.verifyCodeVerification",
    summary: "Verify a verification record by code",
    tag: "Verifications",
    scope: null,
    gate: accountGate,
    body: CheckCodeBody,
    response: RecordReference,
    refusals: ["account_center.not_enabled", ...checkCodeRecordRefusals],
  },
  async ({ ctx, body }) => mapOk(await checkCodeRecord(ctx, body), toReference),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: check });
