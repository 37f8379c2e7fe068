/**
 * Wires config.
 */
@NullMarked
package io.stratum.autoconfigure.config;

import org.jspecify.annotations.NullMarked;
