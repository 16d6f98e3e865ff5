// Before the settings are read: a batch is larger than the statements of a server, and nobody waits for it.
process.env.DATABASE_TIMEOUT_SECONDS ??= "60";
