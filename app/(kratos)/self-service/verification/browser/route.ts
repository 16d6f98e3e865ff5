import { createBrowserFlow, publicEndpoint, refuseUnsafe, route } from "@/lib/dialects/kratos";

const createBrowserVerificationFlow = publicEndpoint(
  "createBrowserVerificationFlow",
  "Create a flow for a browser",
  createBrowserFlow,
);
const unsafe = publicEndpoint("unsafe", "Refuse unsafe methods", refuseUnsafe);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: createBrowserVerificationFlow,
  POST: unsafe,
  PUT: unsafe,
  PATCH: unsafe,
  DELETE: unsafe,
});
