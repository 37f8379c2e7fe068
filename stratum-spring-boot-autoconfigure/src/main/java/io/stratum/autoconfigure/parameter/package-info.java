/**
 * Fills parameters of handlers with the tenant and its config.
 */
@NullMarked
package io.stratum.autoconfigure.parameter;

import org.jspecify.annotations.NullMarked;
