import {
  issueSubjectToken,
  managementEndpoint,
  route,
  SubjectTokenBody,
  SubjectTokenResource,
} from "@/lib/dialects/logto";

const issue = managementEndpoint(
  {
    operationId: "logto.createSubjectToken",
    summary: "Create a subject token",
    tag: "Subject tokens",
    scope: "users:write",
    body: SubjectTokenBody,
    status: 201,
    response: SubjectTokenResource,
    refusals: ["entity.not_exists_with_id", "auth.unauthorized"],
  },
  ({ ctx, body }) => issueSubjectToken(ctx, body),
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ POST: issue });
