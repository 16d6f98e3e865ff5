import { measureBacklog } from "@/lib/delivery";
import { hour, minute } from "@/lib/time";
import { type Finding, failed, passed, warning } from "./finding";

const about = "Outbox";

export async function checkOutbox(): Promise<Finding[]> {
  return [judgeBacklog(await measureBacklog())];
}

export function judgeBacklog({ depth, oldestSeconds }: { depth: number; oldestSeconds: number }): Finding {
  const waiting = depth === 1 ? "One message waits" : `${depth} messages wait`;
  if (oldestSeconds < minute)
    return passed(about, depth === 0 ? "Nothing waits." : `${waiting}, none for long.`);
  const text = `${waiting}, the oldest for ${Math.floor(oldestSeconds / minute)} minutes.`;
  const remedy = "Check that a server runs: the outbox is emptied by it. Its log says why it cannot.";
  return oldestSeconds < hour ? warning(about, text, remedy) : failed(about, text, remedy);
}
