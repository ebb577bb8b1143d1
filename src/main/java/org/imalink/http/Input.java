package org.imalink.http;

import org.jspecify.annotations.Nullable;

/** What a request sent of what its route takes, and what is wrong with it. */
record Input(Values values, @Nullable Upload upload, Mistakes mistakes) {}
