/**
 * Starts of the same application with and without the starter.
 */
@NullMarked
package io.stratum.benchmarks.start;

import org.jspecify.annotations.NullMarked;
