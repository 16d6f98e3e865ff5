export { arrayLiteral } from "./array-literal";
export { closeDb, type Db, db, type Tx, withOwnConnection } from "./client";
export { countConnections } from "./connections";
export { migrate } from "./migrate";
export { prepared } from "./prepared";
export { type Readiness, readiness } from "./readiness";
export { isUniqueViolation } from "./violations";
