/**
 * Wires the tenant-bound data source and row-level security.
 */
@NullMarked
package io.stratum.autoconfigure.isolation;

import org.jspecify.annotations.NullMarked;
