import type { NamedPolicy, Project } from "@/lib/projects";
import type { IdentifierInput } from "@/lib/verification";
import { dialectPolicies } from "./dialect-policies";
import { mobileNumber, numberWith } from "./numbers";
import { emailOf, pumped } from "./people";
import type { Random } from "./random";

/** One request of an attacker. */
export interface AttackRequest {
  identifier: IdentifierInput;
  ip: string;
  policy?: NamedPolicy;
  /** Whether it enters a random code afterwards. */
  guesses?: boolean;
}

export interface Attack {
  name: string;
  hours: number;
  perHour: number;
  /** Whether each message costs money. */
  isPaid: boolean;
  /** Whether it is judged by its messages. The others are judged by their guesses. */
  isAboutMessages: boolean;
  prepare(random: Random, project: Project): (index: number) => AttackRequest;
}

const randomIpv4 = (random: Random) =>
  `${101 + random.below(50)}.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`;

/** Every device of a botnet has a /64 of its own. */
const randomIpv6 = (random: Random) => {
  const group = () => random.below(65_536).toString(16);
  return `2a0${random.below(10)}:${group()}:${group()}:${group()}::1`;
};

/** Every request comes from another address, because addresses are cheap. */
export const attacks: Attack[] = [
  {
    name: "pump by one prefix",
    hours: 3,
    perHour: 1000,
    isPaid: true,
    isAboutMessages: true,
    prepare: (random) => () => ({
      identifier: { phone: numberWith(random, "+994502", 13, "AZ") },
      ip: randomIpv4(random),
    }),
  },
  {
    name: "pump over prefixes",
    hours: 3,
    perHour: 1000,
    isPaid: true,
    isAboutMessages: true,
    prepare: (random) => () => ({
      identifier: { phone: mobileNumber(random, random.pick(pumped)) },
      ip: randomIpv4(random),
    }),
  },
  {
    name: "bomb one mailbox",
    hours: 3,
    perHour: 300,
    isPaid: false,
    isAboutMessages: true,
    prepare: (random, project) => {
      const policies = [undefined, ...dialectPolicies(project)];
      return () => ({
        identifier: { email: spelling(random) },
        ip: randomIpv4(random),
        policy: random.pick(policies),
      });
    },
  },
  {
    name: "one guess each",
    hours: 2,
    perHour: 1000,
    isPaid: false,
    isAboutMessages: false,
    prepare: (random) => () => ({
      identifier: { email: emailOf(random) },
      ip: randomIpv4(random),
      guesses: true,
    }),
  },
  {
    name: "slow drip",
    hours: 24,
    perHour: 12,
    isPaid: true,
    isAboutMessages: true,
    prepare: (random) => {
      const targets = (["AZ", "TJ", "KG", "UZ", "GE", "BY"] as const).flatMap((country) =>
        [mobileNumber(random, country), mobileNumber(random, country)].map((number) => ({ country, number })),
      );
      return (index) => {
        const { number, country } = targets[index % targets.length]!;
        return {
          identifier: { phone: numberWith(random, number.slice(0, 8), number.length, country) },
          ip: randomIpv4(random),
        };
      };
    },
  },
  {
    name: "botnet of /64s",
    hours: 2,
    perHour: 1500,
    isPaid: true,
    isAboutMessages: true,
    prepare: (random) => {
      const countries = pumped.slice(0, 8);
      const starts = countries.map((country) => ({ country, number: mobileNumber(random, country) }));
      // Half of the numbers follow one another, as in lists that are generated.
      return (index) => {
        const { country, number } = starts[index % starts.length]!;
        const isNext = index % 2 === 0;
        const next = `+${BigInt(number) + BigInt(Math.floor(index / starts.length))}`;
        return {
          identifier: { phone: isNext ? next : mobileNumber(random, country) },
          ip: randomIpv6(random),
        };
      };
    },
  },
];

/** One of the many spellings of a Gmail address: dots, tags, letter case, and the other domain. */
function spelling(random: Random): string {
  const local = [..."janedoe"].map((letter) => (random.next() < 0.3 ? `${letter}.` : letter)).join("");
  const dotted = local.replace(/\.$/, "");
  const cased = [...dotted].map((letter) => (random.next() < 0.3 ? letter.toUpperCase() : letter)).join("");
  const tag = random.next() < 0.5 ? `+${random.digits(4)}` : "";
  return `${cased}${tag}@${random.pick(["gmail.com", "GMail.com", "googlemail.com"])}`;
}
