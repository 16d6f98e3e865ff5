import { test } from "vitest";
import { sampleMessages } from "./sample-messages";
import { projectSettings } from "@/lib/projects";
test("x", async () => {
  const p = { id: "x", number: 1n, name: "Acme", kind: "ordinary" as const, settings: projectSettings.parse({}), createdAt: new Date() };
  await sampleMessages(p);
  const t0 = performance.now();
  const all = await sampleMessages(p);
  console.log(performance.now() - t0);
  const m = all[0]!.message; if (m.channel === "email") console.log(m.subject, m.text, m.html, m.html.length);
  for (const s of all) if (s.message.channel==="sms") console.log(s.message.text.length, s.message.text);
});
