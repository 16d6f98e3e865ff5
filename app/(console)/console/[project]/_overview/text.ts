export const text = {
  title: "Overview",
  funnel: "How far they came",
  spans: { day: "Last 24 hours", week: "Last 7 days" },
  span: "Time",
  channel: "Channel",
  undecided: "Not chosen yet",
  started: "Started",
  sent: "Sent",
  answered: "Answered",
  verified: "Verified",
  median: "Median time to verify",
  noMedian: "–",
  attention: "What needs attention",
  calm: "Nothing. Messages go out and verifications arrive.",
  quiet: "No verification in this time.",
  undeliverable: (count: number) =>
    count === 1
      ? "A message of the last 24 hours could not be delivered"
      : `${count}${count >= 20 ? " or more" : ""} messages of the last 24 hours could not be delivered`,
  undeliverableAction: "See them",
  queueOld: (minutes: number) =>
    `Messages have been waiting for ${minutes} ${minutes === 1 ? "minute" : "minutes"}`,
  queueOldText: "No process takes them out of the outbox, or a provider keeps saying “later”.",
  queueOldAction: "See what waits",
  inboxOnly: "Nobody outside receives messages yet",
  inboxOnlyText: "The built-in inbox keeps them all. To reach people, set up a mail server.",
  inboxOnlyAction: "Set up a provider",
  welcome: "Verify an address",
  welcomeText: "Nothing has been verified in this project yet. Two calls do it:",
  welcomeSend: "1 · Send a code",
  welcomeCheck: "2 · Check what came back",
  welcomeInbox: "Until you set up a provider, the message lands in the built-in inbox.",
  toInbox: "Open the inbox",
  toTry: "Try it here instead",
  toKeys: "Make an API key",
};

/** A duration in the unit that fits: "48 s", "2 min 5 s". */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 100) return `${whole} s`;
  if (whole < 6000) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
