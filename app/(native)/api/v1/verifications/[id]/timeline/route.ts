import { endpoint, route, TimelineResource, toTimelineResource, VerificationParams } from "@/lib/http/native";
import { mapOk } from "@/lib/result";
import { timelineOf } from "@/lib/verification";

const getTimeline = endpoint(
  {
    operationId: "getVerificationTimeline",
    summary: "Get a verification's timeline",
    description:
      "Every event and delivery try in order, each as a sentence, and what to do next. Written for support agents. Never contains a code.",
    tag: "Verifications",
    scope: "verifications:read",
    params: VerificationParams,
    response: TimelineResource,
    refusals: ["verification_not_found"],
  },
  async ({ ctx, params }) => mapOk(await timelineOf(ctx, params.id), toTimelineResource),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: getTimeline });
