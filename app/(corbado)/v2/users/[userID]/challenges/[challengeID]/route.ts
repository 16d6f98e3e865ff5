import {
  answerChallenge,
  ChallengePath,
  ChallengeResource,
  endpoint,
  findChallenge,
  loadUser,
  route,
  UpdateChallengeBody,
} from "@/lib/dialects/corbado";
import { onFastPath } from "@/lib/http";

const challengeGet = endpoint(
  {
    operationId: "corbado.challengeGet",
    summary: "Get a challenge",
    tag: "Challenges",
    scope: "verifications:read",
    params: ChallengePath,
    load: loadUser,
    response: ChallengeResource,
    refusals: ["user_not_found", "value_refused"],
  },
  async ({ ctx, params, loaded: user }) => findChallenge(ctx, user, params.challengeID),
);

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
  route({ GET: challengeGet, PATCH: challengeUpdate }),
);
