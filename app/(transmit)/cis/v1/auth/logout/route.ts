import { LoggedOutResponse, logOut, userEndpoint, userRoute } from "@/lib/dialects/transmit";
import { ok } from "@/lib/result";

const end = userEndpoint(
  {
    operationId: "transmit.logout",
    summary: "Log the signed-in user out",
    tag: "Transmit",
    scope: null,
    response: LoggedOutResponse,
    refusals: [],
  },
  async ({ ctx }) => ok(await logOut(ctx)),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = userRoute({ POST: end });
