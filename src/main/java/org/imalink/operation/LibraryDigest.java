package org.imalink.operation;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/**
 * What each owner has in a library, as one number per owner, and who owns what, as one more.
 *
 * <p>Every column of the product version counts but the owner, of every row that is somebody's, and of every preview row that
 * their photos show. Each row gives a SHA-256; these are summed up per owner, table and {@link KeyRange}, and an owner's root
 * is the SHA-256 over the owner's sums in their order. The order of rows and columns does not count, and whether a row is in
 * use or parked does not either: the digest of a library is the same at every tenancy level. Only digests of the same
 * product version and engine can be compared.
 *
 * <p>Immutable. About 100 bytes of memory for each range that has rows.
 */
public final class LibraryDigest {
    private final SortedMap<KeyRange, Sum256> content;
    private final Sum256 ownership;

    private LibraryDigest(SortedMap<KeyRange, Sum256> content, Sum256 ownership) {
        this.content = content;
        this.ownership = ownership;
    }

    /**
     * Reads everything; in a transaction of one snapshot, if others write meanwhile.
     *
     * @throws org.jooq.exception.DataAccessException when a row cannot be read
     */
    public static LibraryDigest of(DSLContext tx, Progress progress) {
        var content = new HashMap<KeyRange, Sum256>();
        var ownership = new Sum256();
        var sha256 = Sha256.digest();
        var values = new ValueBytes();
        var rows = OwnedRows.of(tx);
        try (var ahead = RowsAhead.begin(progress, rows::read)) {
            for (var row = ahead.next(); row != null; row = ahead.next()) {
                content.computeIfAbsent(row.range(), range -> new Sum256()).add(sha256.digest(row.content()));
                row.addOwnershipTo(values);
                values.drainTo(sha256);
                ownership.add(sha256.digest());
            }
        }
        return new LibraryDigest(new TreeMap<>(content), ownership);
    }

    /** By owner, the root as 64 lower-case hexadecimal digits; who has no row is not there. */
    public SortedMap<Long, String> roots() {
        var digests = new TreeMap<Long, ValueDigest>();
        content.forEach((range, sum) -> {
            var digest = digests.computeIfAbsent(range.owner(), owner -> new ValueDigest());
            digest.addText(range.table());
            digest.addNumber(range.number());
            digest.addNumber(sum.count());
            digest.add(sum.value());
        });
        var roots = new TreeMap<Long, String>();
        digests.forEach((owner, digest) -> roots.put(owner, HexFormat.of().formatHex(digest.finish())));
        return roots;
    }

    /** The root over (table, key, owner) of every row, as 64 lower-case hexadecimal digits. */
    public String ownershipRoot() {
        return HexFormat.of().formatHex(ownership.value());
    }

    /** How many rows each owner has in each table; previews count once for each photo that shows them. */
    public SortedMap<Long, Map<String, Long>> rows() {
        var rows = new TreeMap<Long, Map<String, Long>>();
        content.forEach((range, sum) -> rows.computeIfAbsent(range.owner(), owner -> new TreeMap<>())
                .merge(range.table(), sum.count(), Long::sum));
        return rows;
    }

    /** The ranges that are not the same in both, in order: empty exactly when all roots are equal. */
    public List<KeyRange> differences(LibraryDigest other) {
        var ranges = new TreeSet<>(content.keySet());
        ranges.addAll(other.content.keySet());
        return ranges.stream()
                .filter(range -> !sum(range).sameAs(other.sum(range)))
                .toList();
    }

    private Sum256 sum(KeyRange range) {
        return content.getOrDefault(range, new Sum256());
    }

    /** Whether every owner has the same in both, and owns the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof LibraryDigest digest
                && roots().equals(digest.roots())
                && ownershipRoot().equals(digest.ownershipRoot());
    }

    @Override
    public int hashCode() {
        return Objects.hash(roots(), ownershipRoot());
    }

    @Override
    public String toString() {
        return Stream.concat(
                        roots().entrySet().stream().map(root -> root.getKey() + ": " + root.getValue()),
                        Stream.of("ownership: " + ownershipRoot()))
                .toList()
                .toString();
    }
}
