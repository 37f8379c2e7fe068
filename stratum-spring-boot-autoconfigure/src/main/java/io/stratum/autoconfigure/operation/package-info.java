/**
 * Wires what operators look at: health, endpoint, start-up line.
 */
@NullMarked
package io.stratum.autoconfigure.operation;

import org.jspecify.annotations.NullMarked;
