/**
 * The plain application, with the starter.
 */
@NullMarked
package io.stratum.benchmarks.tenanted;

import org.jspecify.annotations.NullMarked;
