/**
 * Wires tenants and the tenant of running code.
 */
@NullMarked
package io.stratum.autoconfigure.tenant;

import org.jspecify.annotations.NullMarked;
