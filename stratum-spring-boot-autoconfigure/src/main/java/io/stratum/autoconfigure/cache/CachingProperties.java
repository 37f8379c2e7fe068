package io.stratum.autoconfigure.cache;

import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of caches.
 *
 * @param global Cache names shared by all tenants.
 */
@ConfigurationProperties("stratum.caching")
record CachingProperties(@DefaultValue Set<String> global) {

}
