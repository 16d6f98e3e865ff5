import {
  type NotComparedReason,
  notComparedReasons,
  type ShadowDifference,
  type ShadowEndpoint,
} from "@/lib/shadow";

const reasons: Record<NotComparedReason, string> = {
  queue_full: "dropped, because too many waited",
  too_large: "body too large or not readable",
  unreachable: "Countersign could not be reached",
  timeout: "Countersign did not answer in time",
  unknown_id: "names something made before shadow mode began",
  unknown_token: "token or session issued before shadow mode began",
  credentials: "the vendor refused the credentials, which are ours here",
  single_use: "a proof that only one server can use",
  failed: "error in the comparison",
};

/** The report as text. */
export function printed(endpoints: readonly ShadowEndpoint[]): string {
  if (endpoints.length === 0) return "Nothing was compared yet. Start with: npm run shadow -- --help";
  return endpoints.map(printedEndpoint).join("\n\n");
}

function printedEndpoint({
  dialect,
  endpoint,
  requests,
  same,
  notCompared,
  differences,
}: ShadowEndpoint): string {
  const skipped = notComparedReasons.filter((reason) => notCompared[reason]);
  return [
    `${endpoint}  (${dialect})`,
    `  ${requests} ${requests === 1 ? "request" : "requests"}, ${same} with the same answer`,
    ...skipped.map((reason) => `  ${notCompared[reason]} not compared: ${reasons[reason]}`),
    ...differences.map((difference) => `  ${difference.count} × ${sentence(difference)}`),
  ].join("\n");
}

function sentence({ kind, at, vendor, ours }: ShadowDifference): string {
  if (kind === "missing") return `${at} is missing here (vendor: ${vendor})`;
  if (kind === "extra") return `${at} is only here (${ours})`;
  return `${kind === "header" ? `header ${at}` : at}: vendor ${vendor ?? "none"}, here ${ours ?? "none"}`;
}
