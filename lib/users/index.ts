export { type Identifier, type IdentifierRefusal, maskIdentifier, parseEmail, parsePhone } from "./identifier";
