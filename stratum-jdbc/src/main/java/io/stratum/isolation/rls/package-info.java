/**
 * Writes, applies and compares the policies that keep rows apart.
 */
@NullMarked
package io.stratum.isolation.rls;

import org.jspecify.annotations.NullMarked;
