/**
 * Statements through the tenant-bound data source against the same by hand.
 */
@NullMarked
package io.stratum.benchmarks.sql;

import org.jspecify.annotations.NullMarked;
