export {
  appendEvent,
  appendEventOnce,
  type Event,
  type EventFilter,
  eventsOfVerification,
  findEvent,
  listEvents,
  type NewEvent,
} from "./repository";
export { summarize } from "./summary";
export { type EventType, eventTypes } from "./types";
