/**
 * A small B2B product, arranged by capability.
 */
@NullMarked
package io.stratum.sample;

import org.jspecify.annotations.NullMarked;
