/**
 * Work of the engine that is done by a clock, by one node at a time.
 */
@NullMarked
package io.stratum.autoconfigure.job;

import org.jspecify.annotations.NullMarked;
