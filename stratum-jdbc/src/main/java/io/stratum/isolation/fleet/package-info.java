/**
 * Brings the application's migrations to the places of all tenants.
 */
@NullMarked
package io.stratum.isolation.fleet;

import org.jspecify.annotations.NullMarked;
