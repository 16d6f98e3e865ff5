import {
  ChallengeResource,
  CreateChallengeBody,
  endpoint,
  loadUser,
  route,
  startChallenge,
  UserPath,
} from "@/lib/dialects/corbado";
import { onFastPath } from "@/lib/http";

const challengeCreate = endpoint(
  {
    operationId: "corbado.challengeCreate",
    summary: "Create a challenge",
    tag: "Challenges",
    scope: "verifications:write",
    params: UserPath,
    load: loadUser,
    body: CreateChallengeBody,
    response: ChallengeResource,
    refusals: ["user_not_found", "value_refused", "too_many", "not_sendable"],
  },
  async ({ ctx, loaded: user, body }) => startChallenge(ctx, user, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/v2/users/[userID]/challenges",
  route({ POST: challengeCreate }),
);
