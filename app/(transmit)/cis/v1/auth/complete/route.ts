import { z } from "zod";
import { CompletionQuery, completeSignIn, completionEndpoint, route } from "@/lib/dialects/transmit";

/** The URI that the validation of a sign-in OTP returns. Opening it changes nothing. */
const complete = completionEndpoint(
  {
    operationId: "transmit.completeSignIn",
    summary: "Return to the application after a sign-in by OTP",
    tag: "Transmit",
    scope: null,
    query: CompletionQuery,
    response: z.strictObject({ location: z.string() }),
    refusals: ["link_unknown"],
  },
  async ({ query }) => completeSignIn(query.code),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: complete });
