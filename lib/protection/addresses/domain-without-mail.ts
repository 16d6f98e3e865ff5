import { Resolver } from "node:dns/promises";
import type { Ctx } from "@/lib/access";
import { minute } from "@/lib/time";
import { TtlCache } from "@/lib/ttl-cache";
import type { Finding } from "../rules";
import type { Subject } from "../subject";
import { domainOf } from "./domain-suffixes";

/** How long a message waits for DNS, in milliseconds. */
const waitMs = 400;
/** How long a lookup may go on in the background, for the next message, in milliseconds. */
const lookupMs = 3000;
const mostDomains = 10_000;
const knownMs = 10 * minute * 1000;
/** How long a failed lookup is not repeated. */
const failedMs = minute * 1000;

/** Whether a domain accepts mail. `unknown`: DNS failed. */
export type MailSupport = "yes" | "no" | "unknown";

/** Looks up whether domains accept mail. Remembers ten minutes for at most 10,000 domains. */
export class MailDomains {
  readonly #known = new TtlCache<string, Promise<MailSupport>>(mostDomains, knownMs);
  readonly #failed = new TtlCache<string, true>(mostDomains, failedMs);
  readonly #resolver = new Resolver({ timeout: lookupMs, tries: 1 });

  /** Queries these servers, as in `127.0.0.1:53`, instead of the system's. */
  constructor(servers?: readonly string[]) {
    if (servers) this.#resolver.setServers(servers);
  }

  /** Waits at most 400 ms. A slower answer counts from the next call on. */
  async acceptsMail(domain: string): Promise<MailSupport> {
    if (this.#failed.get(domain)) return "unknown";
    const lookup = this.#known.get(domain) ?? this.#start(domain);
    return within(waitMs, lookup);
  }

  #start(domain: string): Promise<MailSupport> {
    const lookup = this.#look(domain);
    this.#known.set(domain, lookup);
    void lookup.then((support) => {
      if (support !== "unknown") return;
      this.#known.delete(domain);
      this.#failed.set(domain, true);
    });
    return lookup;
  }

  async #look(domain: string): Promise<MailSupport> {
    const exchanges = await existing(this.#resolver.resolveMx(domain));
    if (exchanges === "unknown") return "unknown";
    // RFC 7505: a single exchange with an empty name says that the domain accepts no mail.
    if (exchanges.length > 0) return exchanges.some(({ exchange }) => /[^.]/.test(exchange)) ? "yes" : "no";
    // RFC 5321 §5.1: without MX records, mail goes to the domain's own address.
    const addresses = await Promise.all([
      existing(this.#resolver.resolve4(domain)),
      existing(this.#resolver.resolve6(domain)),
    ]);
    if (addresses.some((found) => found !== "unknown" && found.length > 0)) return "yes";
    return addresses.includes("unknown") ? "unknown" : "no";
  }
}

/** The records. Empty if the server says that there are none, `unknown` if it fails. */
async function existing<Entry>(lookup: Promise<Entry[]>): Promise<Entry[] | "unknown"> {
  try {
    return await lookup;
  } catch (error) {
    const { code } = error as { code?: string };
    return code === "ENODATA" || code === "ENOTFOUND" ? [] : "unknown";
  }
}

function within(ms: number, lookup: Promise<MailSupport>): Promise<MailSupport> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("unknown"), ms);
    void lookup.then(resolve).finally(() => clearTimeout(timer));
  });
}

let shared: MailDomains | undefined;

/** Refuses addresses of domains that accept no mail, if the project wants that. Never refuses because DNS fails or is slow. */
export async function domainWithoutMail(
  { project }: Ctx,
  { type, normalized }: Subject,
): Promise<Finding | null> {
  if (project.settings.protection.domainsWithoutMail === "allow" || type !== "email") return null;
  shared ??= new MailDomains();
  return findingAbout(domainOf(normalized), shared);
}

export async function findingAbout(domain: string, domains: MailDomains): Promise<Finding | null> {
  if ((await domains.acceptsMail(domain)) !== "no") return null;
  return {
    rule: "domain_without_mail",
    key: domain,
    explanation: `${domain} accepts no mail.`,
    retryAfterSeconds: null,
  };
}
