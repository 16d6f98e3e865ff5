import {
  EmptyBody,
  endpoint,
  PrefixParams,
  PrefixResource,
  route,
  toPrefixResource,
} from "@/lib/http/native";
import { reopenPrefix } from "@/lib/protection";
import { mapOk } from "@/lib/result";

const reopenThePrefix = endpoint(
  {
    operationId: "reopenPrefix",
    summary: "Reopen a phone prefix",
    description:
      "Ends a pause, automatic or not. Messages that were sent before don't count towards another pause.",
    tag: "Protection",
    scope: "settings:write",
    params: PrefixParams,
    body: EmptyBody,
    response: PrefixResource,
    refusals: ["prefix_invalid", "prefix_not_paused"],
    storable: (prefix) => prefix,
  },
  async ({ ctx, params }) => mapOk(await reopenPrefix(ctx, params.prefix), toPrefixResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: reopenThePrefix });
