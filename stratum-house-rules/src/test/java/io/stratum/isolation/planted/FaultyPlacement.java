package io.stratum.isolation.planted;

import io.stratum.jpa.GlobalData;

/**
 * Reaches from isolation up to Hibernate's room.
 */
@GlobalData("planted")
public final class FaultyPlacement {

}
