package org.imalink.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import org.jooq.DSLContext;

/**
 * The role of a PostgreSQL database that requests come through, where another one owns the tables: it owns nothing, can alter
 * nothing, and meets the walls between owners. Immutable.
 *
 * @param name as PostgreSQL knows it
 */
public record ServingRole(DatabaseLocation.Postgresql location, String name) {
    /**
     * Who requests come through may read all but what is parked, and change what they change. A parked table of accounts has
     * no other beside it: those of level 0, where a sign-in that rests can still be ended.
     */
    private static final String RIGHTS = """
            do $do$
            declare
              role constant text := %s;
              given record;
            begin
              if not has_schema_privilege(role, current_schema(), 'usage') then
                execute format('grant usage on schema %%I to %%I', current_schema(), role);
              end if;
              for given in
                select c.oid::regclass as name, case
                  when relkind = 'v' or starts_with(relname, 'parked_') and to_regclass(substr(relname, 8)) is not null then null
                  when relname = 'schema_history' then 'select'
                  when relname = 'server_state' then 'select, update (id, account_version)'
                  when relname = 'audit_events' then 'select, insert'
                  else 'select, insert, update, delete' end as rights
                from pg_class c where relnamespace = current_schema()::regnamespace and relkind in ('r', 'v')
                and pg_has_role(relowner, 'usage')
              loop
                execute format('revoke all on %%s from %%I', given.name, role);
                if given.rights is not null then
                  execute format('grant %%s on %%s to %%I', given.rights, given.name, role);
                end if;
              end loop;
            end $do$""";

    /**
     * Asks the database who comes from there.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached
     */
    public static ServingRole at(DatabaseLocation.Postgresql location) {
        try (var connection = connect(location)) {
            return new ServingRole(location, text(connection, "select current_user"));
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Whether it comes to the same database as the owner, however that is named: a lock that one of them has in it, the other
     * cannot have.
     *
     * @throws DatabaseUnavailableException when the database cannot be reached
     */
    public boolean isAtDatabaseOf(DatabaseLocation.Postgresql owner) {
        long key = ThreadLocalRandom.current().nextLong();
        try (var own = connect(owner);
                var other = connect(location)) {
            text(own, "select pg_advisory_lock(" + key + ")::text");
            return text(other, "select pg_try_advisory_lock(" + key + ")").equals("f");
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    /** As the owner of the tables, inside a transaction. */
    void giveRights(DSLContext tx) {
        if (!owns(tx)) {
            tx.execute(RIGHTS.formatted(
                    tx.fetchSingle("select quote_literal(?)", name).get(0, String.class)));
        }
    }

    /** What PostgreSQL does for it, whoever asks. */
    RowSecurity rowSecurity(DSLContext tx) {
        boolean isExempt = tx.fetchSingle("select rolsuper or rolbypassrls from pg_roles where rolname = ?", name)
                .get(0, Boolean.class);
        if (isExempt) {
            return RowSecurity.EXEMPT_ROLE;
        }
        return owns(tx) ? RowSecurity.OWNING_ROLE : RowSecurity.ON;
    }

    private boolean owns(DSLContext tx) {
        return tx.fetchOne(
                        "select 1 from pg_class where oid = to_regclass('schema_history') and pg_has_role(?, relowner, 'usage')",
                        name)
                != null;
    }

    /** Its connections find the tables where the owner has them, whatever it would look at by itself. */
    DatabaseLocation.Postgresql inSchemaOf(Database owner) {
        var schema = owner.<String>read(
                tx -> tx.fetchSingle("select quote_ident(current_schema())").get(0, String.class));
        return location.inSchema(schema);
    }

    private static Connection connect(DatabaseLocation.Postgresql location) throws SQLException {
        return DriverManager.getConnection(location.jdbcUrl(), location.properties());
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
