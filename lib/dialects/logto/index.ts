export { accountEndpoint, managementEndpoint, notFound, route } from "./endpoint";
export { no } from "./errors";
