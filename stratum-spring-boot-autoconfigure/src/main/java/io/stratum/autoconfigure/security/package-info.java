/**
 * Wires Stratum into Spring Security.
 */
@NullMarked
package io.stratum.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
