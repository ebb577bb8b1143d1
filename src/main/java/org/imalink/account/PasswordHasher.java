package org.imalink.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Argon2id (RFC 9106) with 19 MiB, two passes and one lane, as OWASP's password storage cheat sheet has it; on few threads of
 * its own, so that people who sign in cannot take the memory and the processors of everybody else. Thread-safe.
 */
final class PasswordHasher implements AutoCloseable {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    /** What a usable hash begins with; user 1 and accounts that wait for a new password have a word instead. */
    private static final String ARGON2ID = "$argon2id$";

    /** Of random bytes that nobody kept: it costs what the others cost, and no password fits. */
    private static final String DUMMY =
            "$argon2id$v=19$m=19456,t=2,p=1$pckMNRrlrSLZQBC6GvY3Tw$mru0r6hKfi6XqZxh4LiUVLo51moVAEuEIy1mhi2W9QE";

    private static final int MOST_WAITING = 64;

    private final AtomicLong invocations = new AtomicLong();
    private final int memoryKib;
    private final String dummy;
    private final ThreadPoolExecutor pool;

    PasswordHasher() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MOST_WAITING, MEMORY_KIB, DUMMY);
    }

    /**
     * @param memoryKib what new hashes cost
     * @param dummy that costs the same, and that no password fits
     */
    PasswordHasher(int threads, int mostWaiting, int memoryKib, String dummy) {
        this.memoryKib = memoryKib;
        this.dummy = dummy;
        this.pool = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(mostWaiting),
                Thread.ofPlatform().name("password-", 1).daemon().factory(),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /**
     * A hash with a salt of its own, in its standard text.
     *
     * @throws AccountException.Busy when too many wait already
     */
    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return work(() -> Argon2Function.getInstance(memoryKib, PASSES, LANES, HASH_BYTES, Argon2.ID)
                .hash(bytes(password), salt)
                .getResult());
    }

    /**
     * Whether this is the password. The work is the same where there is none to compare with.
     *
     * @param hash empty for a person who does not exist
     * @throws AccountException.Busy when too many wait already
     */
    boolean matches(String password, Optional<String> hash) {
        var real = hash.filter(text -> text.startsWith(ARGON2ID));
        var compared = real.orElse(dummy);
        boolean right = work(() -> Argon2Function.getInstanceFromHash(compared)
                .check(bytes(password), compared.getBytes(StandardCharsets.US_ASCII)));
        return right && real.isPresent();
    }

    /** How often a hash was worked out since the start. */
    long invocations() {
        return invocations.get();
    }

    private <T> T work(Callable<T> hashing) {
        try {
            return pool.submit(() -> {
                        invocations.incrementAndGet();
                        return hashing.call();
                    })
                    .get();
        } catch (RejectedExecutionException e) {
            throw new AccountException.Busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AccountException.Busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A password cannot be hashed", e.getCause());
        }
    }

    /** The same letters are the same bytes, however a keyboard composes them. */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}
