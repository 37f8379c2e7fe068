/**
 * Connections to the places of single tenants, shared out under a ceiling.
 */
@NullMarked
package io.stratum.isolation.pool;

import org.jspecify.annotations.NullMarked;
