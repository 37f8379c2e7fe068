/**
 * Reads the rows of a tenant and of all below it.
 */
@NullMarked
package io.stratum.isolation.subtree;

import org.jspecify.annotations.NullMarked;
