/**
 * Places of single tenants: how long they take to make, to migrate and to reach.
 */
@NullMarked
package io.stratum.benchmarks.place;

import org.jspecify.annotations.NullMarked;
