import { readFileSync, statSync } from "node:fs";
import { errorFields, log } from "@/lib/log";

export interface DomainList {
  domains: ReadonlySet<string>;
  exceptions: ReadonlySet<string>;
}

const empty: DomainList = { domains: new Set(), exceptions: new Set() };

/** How often the file is checked for changes, in milliseconds. */
const checkMs = 5000;

/**
 * A text file of domains that is read again when it changes. While it cannot be read, what was read last applies. Compares times
 * instead of watching the file, because editors and container platforms replace files.
 */
export class DomainFile {
  #list = empty;
  #version = "";

  constructor(
    private readonly path: string,
    everyMs = checkMs,
  ) {
    this.#readIfChanged();
    setInterval(() => this.#readIfChanged(), everyMs).unref();
  }

  list(): DomainList {
    return this.#list;
  }

  #readIfChanged(): void {
    try {
      const { mtimeMs, ino, size } = statSync(this.path);
      const version = `${mtimeMs} ${ino} ${size}`;
      if (version === this.#version) return;
      this.#list = parseDomains(readFileSync(this.path, "utf8"));
      this.#version = version;
    } catch (error) {
      // Once, until it can be read again.
      if (this.#version !== unreadable)
        log.warn("DISPOSABLE_DOMAINS_FILE could not be read.", { error: errorFields(error) });
      this.#version = unreadable;
    }
  }
}

const unreadable = "unreadable";

/** One domain per line. A line that starts with `!` is an exception. Empty lines and those that start with `#` are ignored. */
export function parseDomains(text: string): DomainList {
  const lines = text.split("\n").map((line) => line.trim().toLowerCase());
  const entries = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const [domains, exceptions] = [new Set<string>(), new Set<string>()];
  for (const entry of entries) {
    if (entry.startsWith("!")) exceptions.add(entry.slice(1).trim());
    else domains.add(entry);
  }
  return { domains, exceptions };
}
