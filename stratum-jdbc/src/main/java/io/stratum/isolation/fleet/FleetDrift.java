package io.stratum.isolation.fleet;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A placement that is not what its record says.
 *
 * @param placement identity of the placement
 * @param slug slug of its tenant, or {@code null} for a spare
 * @param finding what differs
 * @param known whether it was read; else nobody knows, as when its server is down
 */
public record FleetDrift(UUID placement, @Nullable String slug, String finding, boolean known) {

}
