import { preparePool } from "@/lib/db";
import { log } from "@/lib/log";
import { openFakes } from "./testing";
import { startWorker } from "./worker";

// A separate process for a test to kill.
await preparePool();
startWorker({ openChallenges: openFakes, log });
