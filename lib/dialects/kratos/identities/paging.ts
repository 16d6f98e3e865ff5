interface Slice {
  offset: number;
  limit: number;
}

const [usual, most] = [250, 1000];

/**
 * The requested part of a list: `page_size` and `page_token`, or `per_page` and `page`, counted from 0. As in the vendor's
 * `pagination/migrationpagination`, values that cannot be read have their default.
 */
export function readOffset(query: URLSearchParams): Slice {
  const isToken = query.has("page_token") || query.has("page_size");
  const size = wholeNumber(query.get(isToken ? "page_size" : "per_page")) ?? usual;
  const limit = Math.min(most, Math.max(1, size));
  const page = isToken
    ? Math.floor(offsetIn(query.get("page_token") ?? "") / limit)
    : (wholeNumber(query.get("page")) ?? 0);
  return { offset: page * limit, limit };
}

/** The `Link` header (RFC 8288). */
export function linksTo(url: URL, { offset, limit, total }: Slice & { total: number }): string {
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  const targets = {
    first: 0,
    ...(offset + limit < total && { next: offset + limit }),
    ...(offset > 0 && { prev: offset - limit }),
    last,
  };
  return Object.entries(targets)
    .map(([name, at]) => {
      const target = new URL(url);
      target.searchParams.set("page_size", String(limit));
      target.searchParams.set("page_token", tokenOf(at));
      target.searchParams.set("per_page", String(limit));
      target.searchParams.set("page", String(at / limit));
      return `<${target.href}>; rel="${name}"`;
    })
    .join(",");
}

const wholeNumber = (text: string | null) => (/^\d{1,9}$/.test(text ?? "") ? Number(text) : null);

const tokenOf = (offset: number) =>
  Buffer.from(JSON.stringify({ offset: String(offset), v: 2 })).toString("base64url");

function offsetIn(token: string): number {
  const text = Buffer.from(token, "base64url").toString("utf8");
  return Number(/"offset":"(\d{1,9})"/.exec(text)?.[1] ?? 0);
}
