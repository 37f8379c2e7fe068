package io.stratum.autoconfigure.placement;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of migrations of all places.
 *
 * @param locations Script folders; those of Flyway if left out.
 */
@ConfigurationProperties("stratum.isolation.fleet")
record FleetProperties(@DefaultValue List<String> locations) {

}
