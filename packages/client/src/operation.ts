import type { ApiRequest, CallOptions, Client } from "./client.js";

/** A call of the API. Resolves to its response, or rejects with a `ProblemError` or `ConnectionError`. */
export type Operation<Input, Output> = (
  client: Client,
  ...args: Record<never, never> extends Input
    ? [input?: Input, options?: CallOptions]
    : [input: Input, options?: CallOptions]
) => Promise<Output>;

/**
 * Makes the function for an operation. The members of its input that the path names are put there; the others become the query
 * of GET and DELETE, and the body of all other methods.
 */
export function operation<Input, Output>(
  method: string,
  path: string,
  repeats: ApiRequest["repeats"] = "safely",
): Operation<Input, Output> {
  return async (client, ...[input = {}, options]) => {
    const rest: Record<string, unknown> = { ...input };
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = encodeURIComponent(String(rest[name]));
      delete rest[name];
      return value;
    });
    const waitSeconds = typeof rest.waitSeconds === "number" ? rest.waitSeconds : 0;
    const request =
      method === "GET" || method === "DELETE"
        ? { method, path: filled + queryOf(rest), repeats, waitSeconds }
        : { method, path: filled, body: rest, repeats };
    return (await client.send(request, options)) as Output;
  };
}

function queryOf(members: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined) query.set(name, value instanceof Date ? value.toISOString() : String(value));
  }
  return query.size > 0 ? `?${query}` : "";
}

interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

/** All items of a list, page by page: `for await (const user of eachOf(listUsers, client)) …`. */
export async function* eachOf<Input extends { cursor?: string }, Item>(
  list: Operation<Input, Page<Item>>,
  client: Client,
  input?: Input,
  options?: CallOptions,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | null | undefined = input?.cursor;
  do {
    const asked = { ...input, ...(cursor && { cursor }) } as Input;
    const page: Page<Item> = await list(client, asked, options);
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor);
}
