import {
  answerChallenge,
  ChallengePath,
  ChallengeResource,
  endpoint,
  loadUser,
  route,
  UpdateChallengeBody,
} from "@/lib/dialects/corbado";
import { onFastPath } from "@/lib/http";

const challengeUpdate = endpoint(
  {
    operationId: "corbado.challengeUpdate",
    summary: "Complete a challenge",
    tag: "Challenges",
    scope: "verifications:write",
    params: ChallengePath,
    load: loadUser,
    body: UpdateChallengeBody,
    response: ChallengeResource,
    refusals: ["user_not_found", "value_refused", "too_many"],
  },
  async ({ ctx, params, loaded: user, body }) => answerChallenge(ctx, user, params.challengeID, body.value),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = onFastPath(
  "/v2/users/[userID]/challenges/[challengeID]",
  route({ PATCH: challengeUpdate }),
);
