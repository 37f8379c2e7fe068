/**
 * Load on the control plane.
 */
@NullMarked
package io.stratum.benchmarks.plane;

import org.jspecify.annotations.NullMarked;
