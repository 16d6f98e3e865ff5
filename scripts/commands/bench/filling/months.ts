import type { Sql } from "postgres";
import {
  addPartition,
  firstIdAt,
  monthOf,
  partitionedTables,
  partitionsOf,
  plusMonths,
} from "@/lib/db/partitions";

/**
 * Gives a new database the partitions that it would have if it had been installed in the month of `installedAt`: the first one
 * ends with that month, and each later month has its own. The few rows of the new database move with them.
 */
export async function layOutMonths(sql: Sql, installedAt: Date): Promise<void> {
  const firstEnd = plusMonths(monthOf(installedAt), 1);
  for (const table of partitionedTables) {
    const initial = (await partitionsOf(sql, table))[0]!;
    if (initial.from !== null || initial.to <= firstEnd) continue;
    await sql.begin(async (tx) => {
      await tx`alter table ${tx(table)} detach partition ${tx(initial.name)}`;
      // Into the default partition, from which `addPartition` takes what belongs to its month.
      await tx`insert into ${tx(table)} select * from ${tx(initial.name)}`;
      await tx`truncate ${tx(initial.name)}`;
      await tx`alter table ${tx(table)} attach partition ${tx(initial.name)}
        for values from (minvalue) to (${tx.unsafe(`'${firstIdAt(firstEnd)}'`)})`;
    });
    for (let from = firstEnd; from < initial.to; from = plusMonths(from, 1))
      await addPartition(sql, table, from);
  }
}
