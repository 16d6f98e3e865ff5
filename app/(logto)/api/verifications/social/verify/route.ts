import {
  accountEndpoint,
  accountGate,
  accountRoute,
  FinishSocialBody,
  finishSocialRecord,
  finishSocialRecordRefusals,
  RecordReference,
  toReference,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const finish = accountEndpoint(
  {
    operationId: "logto.verifySocialVerification",
    summary: "Verify a social verification record",
    tag: "Verifications",
    scope: null,
    gate: accountGate,
    body: FinishSocialBody,
    response: RecordReference,
    refusals: ["account_center.not_enabled", ...finishSocialRecordRefusals],
  },
  async ({ ctx, body }) => mapOk(await finishSocialRecord(ctx, body), toReference),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: finish });
