import type { Finding } from "./finding";

const isColored = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
const paint = (code: number, text: string) => (isColored ? `\x1b[${code}m${text}\x1b[0m` : text);

const marks = { fine: paint(32, "✓"), beware: paint(33, "!"), broken: paint(31, "✗") };
const column = 12;

/** A line for each finding, and under it what to do. */
export function printed({ level, about, text, remedy }: Finding): string {
  const line = `  ${marks[level]} ${about.padEnd(column)}${text}`;
  const indent = `\n    ${" ".repeat(column)}`;
  const lines = remedy?.split("\n").map((text) => `${indent}${paint(2, text)}`) ?? [];
  return line + lines.join("");
}

/** The last line. */
export function verdict(findings: readonly Finding[]): string {
  const count = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  const [bad, odd] = [count("broken"), count("beware")];
  if (bad + odd === 0) return "Everything is well.";
  const parts = [bad > 0 && `${bad} to repair`, odd > 0 && `${odd} to know`].filter(Boolean);
  return `${parts.join(", ")}.`;
}
