import { Badge } from "@/app/_ui/badge";

/** Marks what concerns a test recipient: nothing was sent (docs/testing.md). */
export function TestBadge() {
  return <Badge tone="warning">Test</Badge>;
}
