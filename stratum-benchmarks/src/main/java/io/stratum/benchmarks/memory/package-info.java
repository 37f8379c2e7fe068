/**
 * Reads that are answered from memory, by JMH.
 */
@NullMarked
package io.stratum.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
