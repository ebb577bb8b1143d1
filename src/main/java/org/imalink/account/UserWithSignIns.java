package org.imalink.account;

/**
 * An account as admins see it. Immutable.
 *
 * @param signIns how many sign-ins have not ended
 */
public record UserWithSignIns(User user, int signIns) {}
