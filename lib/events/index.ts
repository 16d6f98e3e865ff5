export { type ChainCheck, checkAuditChain } from "./audit/check-chain";
export {
  type AuditEntry,
  type AuditFilter,
  type AuditHead,
  findAuditHash,
  listAuditEntries,
  readAuditHead,
} from "./audit/repository";
export { type Differences, differencesOf } from "./differences";
export {
  appendEvent,
  appendEventOnce,
  type Event,
  type EventFilter,
  eventsOfVerification,
  findEvent,
  findObjection,
  listEvents,
  type NewEvent,
} from "./repository";
export { summarize } from "./summary";
export { type EventType, eventTypes } from "./types";
