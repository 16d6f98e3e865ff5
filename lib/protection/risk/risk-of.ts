/** What a visitor of a public page is about to do: have a message sent, or try a code. */
export type PageAction = "send" | "check";

/** What is known about a visitor. Counts of an address that is not known are 0. */
export interface RiskFacts {
  /** Messages asked for on the project's pages in the last hour, from this address and from its network. */
  sendsFromAddress: number;
  sendsFromNetwork: number;
  /** Wrong codes entered on the project's pages in the last hour, from this network. */
  wrongCodesFromNetwork: number;
  /** What rules have objected to in the project in the last hour, from all visitors. */
  findings: number;
  userAgent: string | null;
}

/** 0: no challenge. Each further level is twice as hard. */
export type RiskLevel = 0 | 1 | 2 | 3;

/** Each number that is reached adds a level. Offices and carriers share addresses, so they are well above what one person needs. */
const steps = {
  sendsFromAddress: [10, 30],
  sendsFromNetwork: [50, 150],
  wrongCodesFromNetwork: [20, 60, 200],
  findings: [20, 100],
} as const;

/** How likely it is that the visitor is a bot. */
export function riskOf(action: PageAction, facts: RiskFacts): RiskLevel {
  const reached = (name: keyof typeof steps) => steps[name].filter((least) => facts[name] >= least).length;
  const level =
    action === "check"
      ? reached("wrongCodesFromNetwork")
      : reached("sendsFromAddress") +
        reached("sendsFromNetwork") +
        reached("findings") +
        (isBrowser(facts.userAgent) ? 0 : 1);
  return Math.min(3, level) as RiskLevel;
}

/** Every browser's user agent begins like this (https://www.rfc-editor.org/rfc/rfc9110#section-10.1.5). Most HTTP libraries' don't. */
function isBrowser(userAgent: string | null): boolean {
  return /^Mozilla\/5\.0 \(/.test(userAgent ?? "");
}
