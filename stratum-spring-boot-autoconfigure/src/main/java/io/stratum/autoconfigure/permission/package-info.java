/**
 * Wires permissions.
 */
@NullMarked
package io.stratum.autoconfigure.permission;

import org.jspecify.annotations.NullMarked;
