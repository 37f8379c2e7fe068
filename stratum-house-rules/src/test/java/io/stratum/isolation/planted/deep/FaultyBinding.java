package io.stratum.isolation.planted.deep;

import io.stratum.isolation.planted.FaultyPlacement;

/**
 * Looks back at the package that looks at it.
 */
public record FaultyBinding(FaultyPlacement placement) {

}
