export { authenticateApiKey, forgetKeys } from "./authenticate";
export { consoleLinkLifetimeSeconds, newConsoleLink, spendConsoleLink } from "./console-link";
export { actorOf, type Caller, type Ctx, sameCallerKey } from "./context";
export { type CreateApiKey, createApiKey } from "./create-api-key";
export { currentKeyId, decrypt, encrypt, heldKeyIds, type KeyUse, keyFor } from "./key-ring";
export { record } from "./record";
export {
  type ApiKey,
  endKey,
  findFirstOperator,
  findKey,
  findOperator,
  findOperatorByEmail,
  insertOperator,
  listKeys,
  listRoles,
  listTeam,
  type Operator,
  type Role,
  setRole,
  touchOperator,
  updateOperator,
} from "./repository";
export { type Act, can } from "./roles";
export { type Scope, scopes } from "./scopes";
