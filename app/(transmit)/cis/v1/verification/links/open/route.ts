import { z } from "zod";
import { LinkQuery, linkEndpoint, linkRoute, openLink } from "@/lib/dialects/transmit";
import { mapOk } from "@/lib/result";

/** The URL of mailed links. HEAD changes nothing. */
const open = linkEndpoint(
  {
    operationId: "transmit.openLink",
    summary: "Open a mailed link",
    tag: "Transmit",
    scope: null,
    query: LinkQuery,
    response: z.strictObject({ location: z.string() }),
    refusals: ["link_unknown"],
  },
  async ({ ctx, query }) => mapOk(await openLink(ctx, query.token), (location) => ({ location })),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = linkRoute(open);
