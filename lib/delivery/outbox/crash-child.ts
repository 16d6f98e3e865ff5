import { log } from "@/lib/log";
import { openFakes } from "./testing";
import { startWorker } from "./worker";

// A process of its own, for a test to kill.
startWorker({ openChallenges: openFakes, log });
