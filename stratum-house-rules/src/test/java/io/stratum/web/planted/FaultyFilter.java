package io.stratum.web.planted;

import io.stratum.isolation.RoleNames;

/**
 * Reaches from the web to where rows live.
 */
public record FaultyFilter(RoleNames roles) {

}
