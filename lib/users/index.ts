export { type Identifier, type IdentifierRefusal, maskIdentifier, parseEmail, parsePhone } from "./identifier";

export type UserRefusal = { code: "user_not_found" };
