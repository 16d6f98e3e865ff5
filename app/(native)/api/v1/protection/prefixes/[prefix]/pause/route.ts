import {
  EmptyBody,
  endpoint,
  PrefixParams,
  PrefixResource,
  route,
  toPrefixResource,
} from "@/lib/http/native";
import { pausePrefix } from "@/lib/protection";
import { mapOk } from "@/lib/result";

const pauseThePrefix = endpoint(
  {
    operationId: "pausePrefix",
    summary: "Pause a phone prefix",
    description:
      "Refuses paid messages to all numbers of a country or with a beginning, until it is reopened by hand.",
    tag: "Protection",
    scope: "settings:write",
    params: PrefixParams,
    body: EmptyBody,
    response: PrefixResource,
    refusals: ["prefix_invalid", "prefix_already_paused"],
    storable: (prefix) => prefix,
  },
  async ({ ctx, params }) => mapOk(await pausePrefix(ctx, params.prefix), toPrefixResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: pauseThePrefix });
