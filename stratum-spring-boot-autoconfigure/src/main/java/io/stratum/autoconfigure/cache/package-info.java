/**
 * Keeps what is cached of one tenant from another.
 */
@NullMarked
package io.stratum.autoconfigure.cache;

import org.jspecify.annotations.NullMarked;
