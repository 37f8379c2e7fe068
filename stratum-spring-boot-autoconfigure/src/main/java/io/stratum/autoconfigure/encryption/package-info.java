/**
 * Wires encryption and its keys.
 */
@NullMarked
package io.stratum.autoconfigure.encryption;

import org.jspecify.annotations.NullMarked;
