import {
  accountEndpoint,
  accountGate,
  accountRoute,
  NewSocialRecord,
  StartSocialBody,
  startSocialRecord,
  startSocialRecordRefusals,
  toNewRecord,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const start = accountEndpoint(
  {
    operationId: "logto.createSocialVerification",
    summary: "Create a social verification record with its authorization URI",
    tag: "Verifications",
    scope: null,
    gate: accountGate,
    body: StartSocialBody,
    status: 201,
    response: NewSocialRecord,
    refusals: ["account_center.not_enabled", ...startSocialRecordRefusals],
  },
  async ({ ctx, body }) =>
    mapOk(await startSocialRecord(ctx, body), ({ record, authorizationUri }) => ({
      ...toNewRecord(record),
      authorizationUri,
    })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = accountRoute({ POST: start });
