/**
 * Wires the places of tenants: servers, pools, provisioning, fleet migrations.
 */
@NullMarked
package io.stratum.autoconfigure.placement;

import org.jspecify.annotations.NullMarked;
