/**
 * The tree of tenants and what is read of it cold.
 */
@NullMarked
package io.stratum.benchmarks.tree;

import org.jspecify.annotations.NullMarked;
