export {
  appendEvent,
  deleteEventsOlderThan,
  type Event,
  type EventFilter,
  eventsOfVerification,
  listEvents,
  type NewEvent,
} from "./repository";
export { type EventType, eventTypes } from "./types";
