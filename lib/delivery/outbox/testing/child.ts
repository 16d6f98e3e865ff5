import { log } from "@/lib/log";
import { startWorker } from "../worker";
import { openFakes } from "./outbox";

// A process of its own, for a test to kill.
startWorker({ openChallenges: openFakes, log });
