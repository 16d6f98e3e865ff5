import postgres from "postgres";
import { recipientOf } from "./load";
import type { PreparedProject } from "./processes/engine";

const batch = 20_000;
/** Each recipient has been verified this often before. */
const perRecipient = 3;

/**
 * Fills a database with verifications of the last 80 days (retention keeps 90), as so many starts and checks would have
 * left them: nine of ten verified, the rest expired or canceled, each with its delivery, its try and its events. And with a window
 * of sends for each recipient, as if all had asked for a code in the last hour.
 */
export async function fill(
  databaseUrl: string,
  { projectId, policy }: PreparedProject,
  rows: number,
  tell: (detail: string) => void,
): Promise<void> {
  const sql = postgres(databaseUrl, {
    max: 1,
    fetch_types: false,
    onnotice: () => {},
    // Nobody minds if a crash loses some of it.
    connection: { synchronous_commit: "off" },
  });
  const recipients = Math.ceil(rows / perRecipient);
  for (let first = 0; first < rows; first += batch) {
    tell(`${Math.round((first / rows) * 100)} %`);
    const last = Math.min(first + batch, rows) - 1;
    await sql`insert into policies (id, policy) values (${projectId}, ${JSON.stringify(policy)}::text::jsonb) on conflict do nothing`;
    await sql.unsafe(statement, [projectId, first, last, rows, recipients]);
  }
  tell("windows");
  await sql.unsafe(windows, [projectId, recipients]);
  tell("vacuum and statistics");
  await sql`vacuum analyze`;
  await sql.end();
}

const [beforeNumber, afterNumber] = recipientOf(0).split("0");

const windows = `
insert into budgets (project_id, kind, key, instants, capacity, empty_at)
select $1::uuid, 'send', 'recipient/email:${beforeNumber}' || n || '${afterNumber}', array[now()], 10, now() + interval '1 day'
from generate_series(0, $2::int - 1) n
on conflict do nothing`;

/** A UUIDv7 of an instant, as lib/id.ts makes them. The random part comes from PostgreSQL's UUIDv4. */
const idAt = (instant: string) => `(lpad(to_hex((extract(epoch from ${instant}) * 1000)::bigint), 12, '0')
  || '70' || substr(replace(gen_random_uuid()::text, '-', ''), 15))::uuid`;

const statement = `
with made as materialized (
  select n, ${idAt("at")} as id, ${idAt("at")} as delivery_id, at, n % 10 as fate,
    '${beforeNumber}' || (n::bigint * 7919 % $5::int) || '${afterNumber}' as email
  from generate_series($2::int, $3::int) n,
    lateral (select date_trunc('milliseconds', now() - interval '1 day' - interval '79 days' * (1 - n::float8 / $4::int)) as at) t
), verification as (
  insert into verifications (id, project_id, dialect, purpose, policy_name, policy_id, identifier_type, identifier_value, identifier, channel,
    locale, secret_key_id, issued_at, attempt_count, send_count, next_send_at, created_at, expires_at, code_expires_at,
    verified_at, method, verified_by, canceled_at, cancel_reason)
  select id, $1::uuid, 'native', 'confirm', 'confirm',
    $1::uuid,
    'email', email, email, 'email', 'en', '00000000', at, case when fate < 9 then 1 else 0 end, 1,
    at + interval '30 seconds', at, at + interval '10 minutes', at + interval '10 minutes',
    case when fate < 9 then at + interval '40 seconds' end, case when fate < 9 then 'code' end,
    case when fate < 9 then 'key:' || $1 end,
    case when fate = 9 and n % 20 = 9 then at + interval '1 minute' end, case when fate = 9 and n % 20 = 9 then 'superseded' end
  from made
), delivery as (
  insert into deliveries (id, project_id, verification_id, channel, recipient, locale, template, try_count,
    provider_id, provider_kind, try_started_at, try_finished_at, try_outcome, finished_at, outcome, created_at)
  select delivery_id, $1::uuid, id, 'email', email, 'en', 'confirm', 1, $1::uuid, 'inbox', at, at, 'accepted', at, 'accepted', at from made
)
insert into events (id, project_id, verification_id, type, actor, request_id, data, created_at)
select ${idAt("at + after")}, $1::uuid, id, type, 'key:' || $1, 'req_' || replace(id::text, '-', ''),
  jsonb_build_object('dialect', 'native', 'purpose', 'confirm', 'channel', 'email', 'recipient', 'j•••@example.com'), at + after
from made, (values
  ('verification.started', interval '0'), ('delivery.accepted', interval '20 milliseconds'),
  ('verification.attempted', interval '40 seconds'), ('verification.verified', interval '40 seconds')
) as happened (type, after)
where fate < 9 or after < interval '1 second'`;
