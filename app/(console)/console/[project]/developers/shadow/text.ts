import type { NotComparedReason, ShadowDifference } from "@/lib/shadow";

export const text = {
  title: "Shadow mode",
  description: "Where Countersign’s answers differ from those of your current vendor.",
  endpoints: "Endpoints",
  endpoint: "Endpoint",
  requests: "Requests",
  same: "Same answer",
  different: "Different",
  notCompared: "Not compared",
  lastAt: "Last",
  differencesOf: (endpoint: string) => `Differences of ${endpoint}`,
  difference: "Difference",
  vendor: "Vendor",
  ours: "Countersign",
  count: "Count",
  nothing: "none",
  clear: "Delete report",
  clearTitle: "Delete this report?",
  clearText: "The counts start again at zero.",
  empty: "Nothing compared yet",
  emptyText:
    "Put the shadow proxy in front of your vendor. Every answer stays the vendor’s. Countersign gets a copy of each request, sends no messages, and lists here where its answers differ.",
  command: "Command that starts the proxy for Twilio Verify",
  elsewhere: (name: string) => `Open the report of “${name}”`,
};

export const kindNames: Record<ShadowDifference["kind"], string> = {
  status: "Status",
  header: "Header",
  missing: "Missing here",
  extra: "Only here",
  type: "Type",
  value: "Value",
};

export const reasonTexts: Record<NotComparedReason, string> = {
  queue_full: "dropped, because too many requests were waiting",
  too_large: "too large to compare, or not readable",
  unreachable: "Countersign could not be reached",
  timeout: "Countersign did not answer in time",
  unknown_id: "names something that was created before shadow mode started",
  unknown_token: "its token or session was issued before shadow mode started",
  credentials: "the vendor refused the credentials, and Countersign gets its own",
  single_use: "contains a proof that only one server can use",
  failed: "the comparison failed",
};
