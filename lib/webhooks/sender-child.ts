import { preparePool } from "@/lib/db";
import { aSender } from "./testing";

// A separate process for a test to kill.
await preparePool();
aSender();
