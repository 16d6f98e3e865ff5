import {
  experienceEndpoint,
  gateRefusals,
  interactionGate,
  route,
  SendCodeBody,
  sendExperienceCode,
  sendRecordRefusals,
  toVerificationReference,
  VerificationReference,
} from "@/lib/dialects/logto";
import { mapOk } from "@/lib/result";

const sendCode = experienceEndpoint(
  {
    operationId: "logto.sendExperienceCode",
    summary: "Send a code",
    tag: "Experience",
    scope: null,
    gate: interactionGate,
    body: SendCodeBody,
    response: VerificationReference,
    refusals: [...gateRefusals, ...sendRecordRefusals],
  },
  async ({ ctx, gated: interaction, body, headers }) =>
    mapOk(await sendExperienceCode(ctx, interaction, body, headers), toVerificationReference),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: sendCode });
