import { getFlow, publicEndpoint, refuseUnsafe, route } from "@/lib/dialects/kratos";

const getVerificationFlow = publicEndpoint("getVerificationFlow", "Show a flow", getFlow);
const unsafe = publicEndpoint("unsafe", "Refuse unsafe methods", refuseUnsafe);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: getVerificationFlow,
  POST: unsafe,
  PUT: unsafe,
  PATCH: unsafe,
  DELETE: unsafe,
});
