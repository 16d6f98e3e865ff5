import type { Sql } from "postgres";
import { arrayLiteral } from "./array-literal";

/*
 * Spreads the tables over the servers of a Citus cluster: the hot ones by project, those that are read together with them are
 * copied to every server. All others stay on the coordinator. Safe to repeat, as after an upgrade.
 */

/** Where most rows are, and the tables that are written with them. Every one has a `project_id`. */
const distributedTables = [
  "verifications",
  "deliveries",
  "delivery_tries",
  "outbox",
  "budgets",
  "events",
  "users",
  "identifiers",
  "social_accounts",
  "user_passwords",
] as const;

/** Few rows, seldom written, and read by the statements of every project. */
const copiedTables = ["policies", "suppressions"] as const;

/** The first one; the others are placed like it. */
const leader = distributedTables[0];

/** Why a database cannot be distributed. */
export type DistributeRefusal = "no_citus" | "no_workers" | "has_webhooks";

/**
 * Distributes what is not yet distributed. Nothing else may write in the meantime: rows are copied to their servers, and keys are
 * built again. Returns the tables that were moved, or why the database cannot be distributed.
 */
export async function distribute(sql: Sql): Promise<readonly string[] | DistributeRefusal> {
  const refusal = await findRefusal(sql);
  if (refusal) return refusal;
  const missing = await notIn(sql, distributedTables);
  if (missing.length > 0) {
    await removeTriggers(sql);
    await widenKeys(sql);
  }
  for (const table of missing)
    await sql`select create_distributed_table(${table}, 'project_id', colocate_with => ${table === leader ? "default" : leader})`;
  const notCopied = await notIn(sql, copiedTables);
  for (const table of notCopied) await sql`select create_reference_table(${table})`;
  if (missing.length > 0) await addUserKeys(sql);
  await sql.unsafe(functions).simple();
  return [...missing, ...notCopied];
}

async function findRefusal(sql: Sql): Promise<DistributeRefusal | null> {
  const [citus] = await sql`select from pg_extension where extname = 'citus'`;
  if (!citus) return "no_citus";
  const [worker] = await sql`select from pg_dist_node where shouldhaveshards and isactive`;
  if (!worker) return "no_workers";
  const [endpoint] = await sql`select from webhook_endpoints limit 1`;
  return endpoint ? "has_webhooks" : null;
}

async function notIn<Table extends string>(sql: Sql, tables: readonly Table[]): Promise<Table[]> {
  const rows = await sql<{ name: string }[]>`select logicalrelid::text as name from pg_dist_partition`;
  const placed = new Set(rows.map(({ name }) => name));
  return tables.filter((table) => !placed.has(table));
}

/** Triggers would run on the workers. Waiting processes look every few seconds instead, and `audited_events` feeds the audit log. */
async function removeTriggers(sql: Sql): Promise<void> {
  const [audit] = await sql<{ definition: string }[]>`
    select pg_get_triggerdef(oid) as definition from pg_trigger where tgname = 'events_audit' and tgrelid = 'events'::regclass`;
  const condition = /WHEN \((.*)\) EXECUTE/.exec(audit?.definition ?? "")?.[1];
  if (condition)
    await sql
      .unsafe(`
      drop trigger events_audit on events;
      create table if not exists audited_events (like events including defaults);
      -- Its function returns null, so nothing is stored.
      create trigger append before insert on audited_events for each row when (${condition}) execute function append_audit_entry();
      create or replace function discard_row() returns trigger language plpgsql as 'begin return null; end';
      create trigger discard before insert on audited_events for each row execute function discard_row()`)
      .simple();
  await sql`drop trigger if exists notify_watchers on verifications`;
  await sql`drop trigger if exists notify_watchers on deliveries`;
  // For processes of a version that cannot run on Citus.
  for (const table of ["outbox", "delivery_tries", "user_passwords"])
    await sql`drop trigger if exists name_project on ${sql(table)}`;
}

/** Citus needs the project in every unique key. It is added at the end, so that a key still finds rows by what it began with. */
async function widenKeys(sql: Sql): Promise<void> {
  const references = await sql<{ table: string; name: string }[]>`
    select conrelid::regclass::text as table, conname as name from pg_constraint
    where contype = 'f' and conrelid = any(${arrayLiteral(distributedTables)}::regclass[])`;
  for (const { table, name } of references) await sql`alter table ${sql(table)} drop constraint ${sql(name)}`;
  const keys = await sql<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype in ('p', 'u') and conrelid = any(${arrayLiteral(distributedTables)}::regclass[]) and pg_get_constraintdef(oid) not like '%project_id%'`;
  for (const { table, name, definition } of keys) {
    const wider = definition.replace(")", ", project_id)");
    await sql.unsafe(`alter table "${table}" drop constraint "${name}", add constraint "${name}" ${wider}`);
  }
}

/** What belongs to a user is deleted with it. */
async function addUserKeys(sql: Sql): Promise<void> {
  for (const table of ["identifiers", "social_accounts", "user_passwords"])
    await sql.unsafe(`alter table "${table}" add constraint "${table}_user_id_users_id_fk"
      foreign key (user_id, project_id) references users (id, project_id) on delete cascade`);
}

/**
 * `on_shard` runs a statement on the shards of a project's rows, which are ordinary tables on the server where Citus calls it.
 * It is planned once per session. Holding the lock keeps Citus from moving the shards in the meantime.
 */
const functions = `
create or replace function on_shard(project uuid, statement text, parameters text[]) returns setof record language plpgsql
  set citus.enable_manual_changes_to_shards = on
  set plan_cache_mode = force_generic_plan
  set enable_seqscan = off
  set jit = off
as $$
declare
  shard bigint := get_shard_id_for_distribution_column('${leader}', project);
  plan text := 'shard_' || shard || '_' || md5(statement);
  on_shards text := statement;
  placed record;
begin
  perform lock_shard_metadata(5, array[shard]);
  if current_setting('countersign.' || plan, true) is distinct from 'prepared' then
    for placed in
      select logicalrelid::text as relation, shardid from pg_dist_shard join pg_dist_partition using (logicalrelid)
      where partmethod = 'n' and repmodel = 't' or shardminvalue = (select shardminvalue from pg_dist_shard one where one.shardid = shard)
        and colocationid = (select colocationid from pg_dist_partition where logicalrelid = '${leader}'::regclass)
    loop
      on_shards := replace(on_shards, format('"%s"', placed.relation), format('"%s_%s"', placed.relation, placed.shardid));
    end loop;
    -- A transaction that was rolled back forgets the setting, but not the plan.
    if exists (select from pg_prepared_statements where name = plan) then
      execute 'deallocate ' || plan;
    end if;
    execute format('prepare %s as %s', plan, on_shards);
    perform set_config('countersign.' || plan, 'prepared', false);
  end if;
  return query execute format('execute %s%s', plan,
    (select '(' || string_agg(quote_nullable(parameter), ',' order by place) || ')'
      from unnest(parameters) with ordinality as given(parameter, place)));
end $$;
select create_distributed_function('on_shard(uuid, text, text[])', 'project', colocate_with => '${leader}');
select create_distributed_function('suppressed_hash(uuid, text)');
`;
