/**
 * Orders and what is ordered.
 */
@NullMarked
package io.stratum.sample.order;

import org.jspecify.annotations.NullMarked;
