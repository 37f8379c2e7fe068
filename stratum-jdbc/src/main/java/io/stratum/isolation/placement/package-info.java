/**
 * Where each tenant's rows are: recorded, made ready at runtime, taken down again.
 */
@NullMarked
package io.stratum.isolation.placement;

import org.jspecify.annotations.NullMarked;
