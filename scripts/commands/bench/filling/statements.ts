import { recipientOf } from "../load";

/** The time over which verifications are spread. It ends a day ago. */
const spanMs = 79 * 86_400_000;

const [beforeNumber, afterNumber] = recipientOf(0).split("0");

/** Fills the windows of so many recipients. Parameters: project, number of recipients. */
export const fillWindows = `
insert into budgets (project_id, kind, key, instants, capacity, empty_at)
select $1::uuid, 'send', 'recipient/email:${beforeNumber}' || n || '${afterNumber}', array[now()], 10, now() + interval '1 day'
from generate_series(0, $2::int - 1) n`;

/**
 * A UUIDv7 like those of lib/id.ts: milliseconds in hexadecimal (11 digits until the year 2527), a digit, and the random part. The
 * digit tells apart what one verification has: it is cheaper than further random numbers.
 */
const id = (milliseconds: string, digit: string) =>
  `('0' || to_hex(${milliseconds}) || '700' || ${digit} || random_part)::uuid`;

/**
 * Fills verifications and what belongs to them. Parameters: project, first number, last number, number of all, number of
 * recipients, the end of their time in milliseconds, the actor.
 */
export const fillVerifications = `
with numbered as materialized (
  select n, n % 10 as fate, $6::bigint - ${spanMs} + (${spanMs} * (n::float8 / $4::int))::bigint as ms,
    replace(substr(gen_random_uuid()::text, 20), '-', '') as random_part,
    '${beforeNumber}' || (n::bigint * 7919 % $5::int) || '${afterNumber}' as email
  from generate_series($2::int, $3::int) n
), made as materialized (
  select n, fate, ms, random_part, email, ${id("ms", "'0'")} as id, to_timestamp(ms / 1000.0::float8) as at from numbered
), verification as (
  insert into verifications (id, project_id, dialect, purpose, policy_name, policy_id, identifier_type, identifier_value, identifier, channel,
    locale, secret_key_id, issued_at, attempt_count, send_count, next_send_at, created_at, expires_at, code_expires_at,
    verified_at, method, verified_by, canceled_at, cancel_reason)
  select id, $1::uuid, 'native', 'confirm', 'confirm',
    $1::uuid,
    'email', email, email, 'email', 'en', '00000000', at, case when fate < 9 then 1 else 0 end, 1,
    at + interval '30 seconds', at, at + interval '10 minutes', at + interval '10 minutes',
    case when fate < 9 then at + interval '40 seconds' end, case when fate < 9 then 'code' end,
    case when fate < 9 then $7::text end,
    case when fate = 9 and n % 20 = 9 then at + interval '1 minute' end, case when fate = 9 and n % 20 = 9 then 'superseded' end
  from made
), delivery as (
  insert into deliveries (id, project_id, verification_id, channel, recipient, locale, template, try_count,
    provider_id, provider_kind, try_started_at, try_finished_at, try_outcome, finished_at, outcome, created_at)
  select ${id("ms", "'1'")}, $1::uuid, id, 'email', email, 'en', 'confirm', 1, $1::uuid, 'inbox', at, at, 'accepted', at, 'accepted', at
  from made
)
insert into events (id, project_id, verification_id, type, actor, request_id, data, created_at)
select ${id("ms + later_ms", "digit")}, $1::uuid, id, type, $7::text, 'req_0' || to_hex(ms) || '7000' || random_part,
  '{"dialect": "native", "purpose": "confirm", "channel": "email", "recipient": "j•••@example.com"}'::jsonb, at + later
from made, (values
  ('verification.started', '2', 0, interval '0'), ('delivery.accepted', '3', 20, interval '20 milliseconds'),
  ('verification.attempted', '4', 40000, interval '40 seconds'), ('verification.verified', '5', 40000, interval '40 seconds')
) as happened (type, digit, later_ms, later)
where fate < 9 or later_ms < 1000`;
