package org.imalink.account;

/**
 * The accounts in figures. Immutable.
 *
 * @param hasAdmin whether somebody can sign in as an admin
 * @param isClaimed whether user 1 belongs to a person
 * @param activeUsers accounts that can be signed in to
 */
public record Overview(boolean hasAdmin, boolean isClaimed, int activeUsers) {
    /** Where there are no accounts. */
    static final Overview NONE = new Overview(false, false, 0);
}
