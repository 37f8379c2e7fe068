/**
 * What Stratum costs: how it is measured and told.
 */
@NullMarked
package io.stratum.benchmarks;

import org.jspecify.annotations.NullMarked;
