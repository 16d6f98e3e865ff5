export { closeDb, type Db, db, type Tx, withOwnConnection } from "./client";
export { migrate } from "./migrate";
export { prepared } from "./prepared";
export { isUniqueViolation } from "./violations";
