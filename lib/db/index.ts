export { arrayLiteral, noElements } from "./array-literal";
export { type Change, followChanges, followsChanges, onChange } from "./changes";
export { auditEvent, isDistributed } from "./citus";
export { closeDb, type Db, db, preparePool, sessionSettings, type Tx, withOwnConnection } from "./client";
export { countConnections } from "./connections";
export { firstIdAt, isAnyOf, isMadeAfter, isMadeBefore, newIdInSql } from "./ids";
export { isAfterPage, isNewerThan, type PageEnd, patternContaining } from "./lists";
export { lock, tryToLock, tryWithLock, withLock } from "./locks";
export { migrate } from "./migrate";
export {
  addPartitions,
  dropPartitions,
  measurePartitions,
  type PartitionedTable,
  type PartitionState,
  partitionedTables,
} from "./partitions";
export { perProject } from "./per-project";
export { prepared, preparedInForms, preparedInProject } from "./prepared";
export { type Readiness, readiness } from "./readiness";
export { isUniqueViolation } from "./violations";
