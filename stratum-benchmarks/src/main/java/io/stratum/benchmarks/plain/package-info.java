/**
 * An ordinary application with the endpoint of the sample and nothing of Stratum.
 */
@NullMarked
package io.stratum.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
