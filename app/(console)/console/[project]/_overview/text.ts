export const text = {
  title: "Overview",
  conversion: "Conversion",
  conversionText: {
    day: "Verifications of the last 24 hours, by step",
    week: "Verifications of the last 7 days, by step",
  },
  periods: { day: "Last 24 hours", week: "Last 7 days" },
  period: "Period",
  channel: "Channel",
  undecided: "Not chosen yet",
  started: "Started",
  sent: "Sent",
  answered: "Answered",
  verified: "Verified",
  median: "Median time to verify",
  noMedian: "–",
  noVerifications: "No verifications in this period.",
  attention: "Needs attention",
  allClear: "Nothing needs your attention.",
  undeliverable: (count: number) =>
    count === 1
      ? "1 message couldn’t be delivered in the last 24 hours"
      : `${count}${count >= 20 ? " or more" : ""} messages couldn’t be delivered in the last 24 hours`,
  undeliverableAction: "View undeliverable messages",
  backlog: (minutes: number) =>
    `Messages have been pending for ${minutes} ${minutes === 1 ? "minute" : "minutes"}`,
  backlogText: "Either no server is sending them, or a provider keeps returning temporary errors.",
  backlogAction: "View pending messages",
  inboxOnly: "Messages stay in the built-in inbox",
  inboxOnlyText: "They don’t reach real recipients yet.",
  inboxOnlyAction: "Add a provider",
  welcome: "Verify an email address",
  welcomeText: "This project has no verifications yet. Create one with two API calls:",
  welcomeSend: "1 · Send a code",
  welcomeCheck: "2 · Check the code",
  welcomeInbox: "Until you add a provider, messages stay in the built-in inbox.",
  toInbox: "View messages",
  toTry: "Try it in the console",
  toKeys: "Create an API key",
};

/** A duration in the unit that fits: "48 s", "2 min 5 s". */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 100) return `${whole} s`;
  if (whole < 6000) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
