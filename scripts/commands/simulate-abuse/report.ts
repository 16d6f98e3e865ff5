import { shown, table } from "../bench/table";
import type { Outcome } from "./simulation";

/** What a message to a phone costs in the report, in dollars: about the mean of what the attacked countries cost. */
const messagePrice = 0.1;

/** `guesses`: a guessing attack makes codes longer before this one. */
export const targets = { refused: 0.95, peopleRefused: 0.005, guesses: 100 };

/** The part of the attack's requests that is refused after the first fifty. */
export const refusedPart = ({ refused, judged }: Outcome) => refused / judged;
export const peopleRefusedPart = ({ peopleRefused, people }: Outcome) => peopleRefused / people;

/** What was missed, as sentences. */
export function missesOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap((outcome) => {
    const { name, isAboutMessages } = outcome.attack;
    const misses: string[] = [];
    if (isAboutMessages && refusedPart(outcome) < targets.refused)
      misses.push(`${name}: only ${shown(refusedPart(outcome) * 100)} % were refused.`);
    if (outcome.guesses > 0 && !(noticedAt(outcome) <= targets.guesses))
      misses.push(`${name}: it was not noticed within ${targets.guesses} guesses.`);
    if (peopleRefusedPart(outcome) >= targets.peopleRefused)
      misses.push(
        `${name}: ${outcome.peopleRefused} of ${outcome.people} honest people were refused a message.`,
      );
    return misses;
  });
}

/** The first guess at a code that was longer than the first ones. Infinity: there was none. */
function noticedAt({ firstGuessAt }: Outcome): number {
  const [, second = Number.POSITIVE_INFINITY] = [...firstGuessAt.values()];
  return second;
}

export function reportOf(outcomes: readonly Outcome[]): string {
  const head = ["attack", "hours", "asked", "sent", "refused after 50", "cost", "people", "refused"];
  const rows = outcomes.map((outcome) => {
    const { attack, asked, sent, people, peopleRefused } = outcome;
    return [
      attack.name,
      String(attack.hours),
      String(asked),
      String(sent),
      `${shown(refusedPart(outcome) * 100)} %`,
      attack.isPaid ? `$${(sent * messagePrice).toFixed(2)} of $${(asked * messagePrice).toFixed(2)}` : "–",
      String(people),
      `${peopleRefused} (${shown(peopleRefusedPart(outcome) * 100)} %)`,
    ];
  });
  return table(head, rows);
}

/** Which rules and limits refused how many, one line for each attack. */
export function rulesOf(outcome: Outcome): string {
  const { attack, byRule, peopleByRule } = outcome;
  const counts = (rules: ReadonlyMap<string, number>) =>
    [...rules]
      .sort(([, a], [, b]) => b - a)
      .map(([rule, count]) => `${count} ${rule}`)
      .join(", ") || "nothing";
  return `${attack.name}: ${counts(byRule)}.${guessesOf(outcome)} Honest people: ${counts(peopleByRule)}.`;
}

function guessesOf({ guesses, hits, firstGuessAt }: Outcome): string {
  if (guesses === 0) return "";
  const lengths = [...firstGuessAt]
    .map(([digits, first]) => `${digits} digits from guess ${first}`)
    .join(", ");
  return ` ${guesses} codes were guessed, ${hits} of them right; they had ${lengths}.`;
}
