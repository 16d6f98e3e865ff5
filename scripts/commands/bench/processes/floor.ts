/** The floor: what one statement per request costs without a framework and without a product. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { answer } from "../child";

export type FloorCommands = {
  serve(input: { databaseUrl: string; rows: number }): Promise<{ port: number; pid: number }>;
};

answer({ serve } satisfies FloorCommands);

async function serve({ databaseUrl, rows }: { databaseUrl: string; rows: number }) {
  const sql = postgres(databaseUrl, { max: 10, fetch_types: false, onnotice: () => {} });
  await sql`create table bench_floor (id int primary key, count int not null default 0) with (fillfactor = 70)`;
  await sql`insert into bench_floor select generate_series(1, ${rows}::int)`;

  const server = createServer(async (request, response) => {
    const { id } = JSON.parse(await read(request));
    // postgres.js prepares a statement on first use and keeps it.
    const [row] = await sql`update bench_floor set count = count + 1 where id = ${id} returning id, count`;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(row));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, pid: process.pid };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}
