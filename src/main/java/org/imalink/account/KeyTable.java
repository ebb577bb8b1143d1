package org.imalink.account;

import static org.imalink.database.schema.Tables.SIGNING_KEYS;

import java.time.LocalDateTime;
import java.util.List;
import org.imalink.database.Database;
import org.imalink.operation.AccountTables;
import org.jooq.DSLContext;

/** Signing keys in the database, shared by all servers on it. Opens its own transactions. Thread-safe. */
final class KeyTable implements KeyStore {
    private final AccountDatabase accounts;

    KeyTable(Database database) {
        this.accounts = new AccountDatabase(database);
    }

    /** At tenancy level 0 too: whoever signs out there has to be believed. */
    @Override
    public List<SigningKey> read() {
        return accounts.database()
                .read(tx -> AccountTables.signingKeys(tx)
                        .map(table -> read(tx, table))
                        .orElse(List.of()));
    }

    private static List<SigningKey> read(DSLContext tx) {
        return read(tx, SIGNING_KEYS);
    }

    private static List<SigningKey> read(DSLContext tx, org.imalink.database.schema.tables.SigningKeys table) {
        return tx.select(table.KEY_BASE64, table.CREATED_AT, table.RETIRED_AT)
                .from(table)
                .orderBy(table.ID.desc())
                .fetch(row -> new SigningKey(row.value1(), row.value2(), row.value3()));
    }

    @Override
    public List<SigningKey> readOrBegin(LocalDateTime now) {
        var keys = accounts.read(KeyTable::read);
        return keys.isEmpty() ? accounts.change(tx -> readOrBegin(tx, now)) : keys;
    }

    private static List<SigningKey> readOrBegin(DSLContext tx, LocalDateTime now) {
        var keys = read(tx); // another server may have been faster
        return keys.isEmpty() ? add(tx, now) : keys;
    }

    private static List<SigningKey> add(DSLContext tx, LocalDateTime now) {
        tx.insertInto(SIGNING_KEYS)
                .set(SIGNING_KEYS.KEY_BASE64, SigningKey.draw(now).base64())
                .set(SIGNING_KEYS.CREATED_AT, now)
                .execute();
        return read(tx);
    }

    @Override
    public List<SigningKey> rotate(LocalDateTime now, LocalDateTime forgotten) {
        return accounts.change(tx -> {
            tx.update(SIGNING_KEYS)
                    .set(SIGNING_KEYS.RETIRED_AT, now)
                    .where(SIGNING_KEYS.RETIRED_AT.isNull())
                    .execute();
            tx.deleteFrom(SIGNING_KEYS)
                    .where(SIGNING_KEYS.RETIRED_AT.lt(forgotten))
                    .execute();
            return add(tx, now);
        });
    }
}
