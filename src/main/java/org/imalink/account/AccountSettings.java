package org.imalink.account;

/**
 * What the operator chose about accounts. Immutable.
 *
 * @param registration who may make an account by themselves
 */
public record AccountSettings(Registration registration) {}
