/**
 * Wires API keys and roles.
 */
@NullMarked
package io.stratum.autoconfigure.access;

import org.jspecify.annotations.NullMarked;
