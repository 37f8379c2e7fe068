/**
 * Regions: where in the world the data of a tenant is kept.
 */
@NullMarked
package io.stratum.region;

import org.jspecify.annotations.NullMarked;
